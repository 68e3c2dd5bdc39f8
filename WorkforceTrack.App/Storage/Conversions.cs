using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Storage;

/// <summary>How the vocabulary of the domain lies in columns, the same for every provider.</summary>
internal static class Conversions
{
    /// <summary>Moments as UTC milliseconds: they sort, compare and page alike in SQLite and PostgreSQL.</summary>
    internal static void Configure(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<Moment>();
        conventions.Properties<MemberId>().HaveConversion<Member>();
        conventions.Properties<LedgerSubject>().HaveConversion<Subject>();
        conventions.Properties<PartnerSubject>().HaveConversion<ForPartner>();
        conventions.Properties<StaffId>().HaveConversion<Staff>();
        conventions.Properties<PartnerId>().HaveConversion<Partner>();
        conventions.Properties<AgreementId>().HaveConversion<Agreement>();
        conventions.Properties<ServiceId>().HaveConversion<Service>();
        conventions.Properties<ConsentId>().HaveConversion<Consent>();
        conventions.Properties<EntryId>().HaveConversion<Entry>();
        conventions.Properties<SurveyId>().HaveConversion<Survey>();
        conventions.Properties<CaseId>().HaveConversion<Case>();
        conventions.Properties<EngagementId>().HaveConversion<Engagement>();
        conventions.Properties<IncidentId>().HaveConversion<Incident>();
        conventions.Properties<PolicyNumber>().HaveConversion<Number>();
        conventions.Properties<FieldSet>().HaveConversion<Fields, SameFields>();
    }

    private sealed class Moment() : ValueConverter<DateTimeOffset, long>(v => v.ToUnixTimeMilliseconds(), v => DateTimeOffset.FromUnixTimeMilliseconds(v));

    private sealed class Member() : ValueConverter<MemberId, Guid>(v => v.Value, v => new MemberId(v));

    private sealed class Subject() : ValueConverter<LedgerSubject, Guid>(v => v.Value, v => new LedgerSubject(v));

    private sealed class ForPartner() : ValueConverter<PartnerSubject, Guid>(v => v.Value, v => new PartnerSubject(v));

    private sealed class Staff() : ValueConverter<StaffId, Guid>(v => v.Value, v => new StaffId(v));

    private sealed class Partner() : ValueConverter<PartnerId, Guid>(v => v.Value, v => new PartnerId(v));

    private sealed class Agreement() : ValueConverter<AgreementId, Guid>(v => v.Value, v => new AgreementId(v));

    private sealed class Service() : ValueConverter<ServiceId, Guid>(v => v.Value, v => new ServiceId(v));

    private sealed class Consent() : ValueConverter<ConsentId, Guid>(v => v.Value, v => new ConsentId(v));

    private sealed class Entry() : ValueConverter<EntryId, Guid>(v => v.Value, v => new EntryId(v));

    private sealed class Case() : ValueConverter<CaseId, Guid>(v => v.Value, v => new CaseId(v));

    private sealed class Engagement() : ValueConverter<EngagementId, Guid>(v => v.Value, v => new EngagementId(v));

    private sealed class Incident() : ValueConverter<IncidentId, Guid>(v => v.Value, v => new IncidentId(v));

    private sealed class Survey() : ValueConverter<SurveyId, Guid>(v => v.Value, v => new SurveyId(v));

    private sealed class Number() : ValueConverter<PolicyNumber, string>(v => v.ToString(), v => Read(v))
    {
        private static PolicyNumber Read(string text) => PolicyNumber.TryParse(text, out var number)
            ? number
            : throw new InvalidDataException("A policy number in the store is not of the form 1.0.");
    }

    // A set of fields is one value; without this, EF Core would compare it as a collection.
    private sealed class SameFields() : ValueComparer<FieldSet>((a, b) => a == b, v => v.GetHashCode(), v => v);

    private sealed class Fields() : ValueConverter<FieldSet, string>(v => v.ToString(), v => Read(v))
    {
        private static FieldSet Read(string text) => text.Length == 0 ? FieldSet.Empty : Names.TryParseFields(text, out var fields)
            ? fields
            : throw new InvalidDataException("A list of field names in the store has a name that this version does not know.");
    }
}
