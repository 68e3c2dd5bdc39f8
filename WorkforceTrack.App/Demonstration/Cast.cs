using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Demonstration;

/// <summary>A made-up member with a story; every address ends in .example.</summary>
internal sealed record CastMember(string UserId, string Story, bool IsAddressChecked, ImmutableDictionary<PersonalField, string> Values);

/// <summary>A made-up person of the staff.</summary>
internal sealed record CastStaff(string UserId, string Name, StaffRole Role);

/// <summary>A made-up person who works under an engagement.</summary>
internal sealed record CastEngaged(string UserId, string Name);

/// <summary>The people of the demonstration and of the tests. None of them exists.</summary>
internal static class Cast
{
    /// <summary>Development only; no default password exists elsewhere.</summary>
    internal const string Password = "workforce-demo-2026";

    internal static readonly ImmutableArray<CastStaff> Staff =
    [
        new("priya", "Priya Raman", StaffRole.PrivacyOfficer),
        new("leo", "Leo Castellan", StaffRole.Counsel),
        new("mina", "Mina Okafor", StaffRole.Management),
        new("sam", "Sam Whitlock", StaffRole.Support),
        new("sec", "Selma Eckhart", StaffRole.Security),
    ];

    internal static readonly CastEngaged Engaged = new("tess", "Tess Harrow");

    internal static readonly ImmutableArray<CastMember> Members =
    [
        Member("alice", "consents to everything offered", "Alice", "Alice Marchetti", "14 Quay Street, Westhaven", "North coast", "Crane operator", "Crane work, rigging, first aid", "English, Italian"),
        Member("bo", "selected a service and withdrew", "Bo", "Bo Lindqvist", "3 Ropewalk, Westhaven", "North coast", "Rope maker", "Splicing, sail repair", "English, Swedish"),
        Member("cy", "is leaving", "Cy", "Cyrus Adeyemi", "88 Dock Road, Eastport", "East bank", "Dock clerk", "Tallying, bookkeeping", "English, Yoruba"),
        Member("dana", "is the subject of a subpoena", "Dana", "Dana Petrov", "5 Lantern Lane, Eastport", "East bank", "Pilot", "Navigation, radio", "English, Bulgarian"),
        Member("eli", "joined today and has not checked the address", "Eli", null, null, null, "Apprentice", null, "English") with { IsAddressChecked = false },
        Member("fatima", "uses the training service", "Fatima", "Fatima El Idrissi", "21 Harbour View, Westhaven", "North coast", "Welder", "Welding, ship repair", "Arabic, English, French"),
        Member("goran", "asks support for help now and then", "Goran", "Goran Horvat", "9 Tide Mill, Southquay", "South quay", "Night watch", "Fire watch", "Croatian, English"),
        Member("hana", "keeps only what is required", "Hana", null, null, null, null, null, null),
        Member("ivo", "wants work further south", "Ivo", "Ivo Marek", "40 Cooper's Yard, Southquay", "South quay", "Cooper", "Barrel making, carpentry", "Czech, English"),
        Member("june", "retired, reads everything", "June", "June Abernathy", "2 Signal Hill, Westhaven", "North coast", "Retired harbour master", "Weather, ledgers", "English"),
    ];

    private static CastMember Member(
        string userId, string story, string displayName, string? fullName, string? postal, string? region, string? occupation, string? skills, string? languages)
    {
        var values = ImmutableDictionary.CreateBuilder<PersonalField, string>();
        values.Add(PersonalField.UserId, userId);
        values.Add(PersonalField.Email, $"{userId}@members.example");
        values.Add(PersonalField.DisplayName, displayName);
        Add(PersonalField.FullName, fullName);
        Add(PersonalField.PostalAddress, postal);
        Add(PersonalField.Region, region);
        Add(PersonalField.Occupation, occupation);
        Add(PersonalField.Skills, skills);
        Add(PersonalField.Languages, languages);
        return new CastMember(userId, story, IsAddressChecked: true, values.ToImmutable());

        void Add(PersonalField field, string? value)
        {
            if (value is not null) values.Add(field, value);
        }
    }
}
