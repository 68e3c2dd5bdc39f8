using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>
/// Seals the words and documents of a case under a key of its own, which lies in the vault. Each is bound to its place, so that none
/// opens in another's. Destroying the key would remove them all, from backups too.
/// </summary>
internal sealed class CaseSeal(KeyRing keys)
{
    internal const string KeyPrefix = "case/";

    internal static string KeyName(CaseId id) => $"{KeyPrefix}{id.Value:N}";

    /// <summary>Makes the key of a new case. Called before its row is written: a key without a case opens nothing.</summary>
    internal void MakeKey(CaseId id) => keys.ProgramKey(KeyName(id), () => Randomness.Bytes(32));

    internal byte[] Seal(CaseId id, CaseIntake intake) => Seal(id, "intake", JsonSerializer.SerializeToUtf8Bytes(
        new[] { intake.How, intake.Agency, intake.Person, intake.Contact, intake.Instrument, intake.Summary }.Select(text => text.Open())));

    internal CaseIntake OpenIntake(CaseRow row)
    {
        var texts = JsonSerializer.Deserialize<string[]>(Open(row.Id, "intake", row.SealedIntake))!.Select(text => new Redacted<string>(text)).ToArray();
        return new CaseIntake { How = texts[0], Agency = texts[1], Person = texts[2], Contact = texts[3], Instrument = texts[4], Summary = texts[5] };
    }

    internal byte[] Seal(CaseId id, int number, CaseNote note) =>
        Seal(id, $"step/{number}", JsonSerializer.SerializeToUtf8Bytes(note.Lines.SelectMany(line => new[] { line.Label, line.Text.Open() })));

    internal CaseNote OpenNote(CaseStepRow row) => new(
    [
        .. JsonSerializer.Deserialize<string[]>(Open(row.Case, $"step/{row.Number}", row.SealedWords))!
            .Chunk(2).Select(pair => new NoteLine(pair[0], new Redacted<string>(pair[1]))),
    ]);

    internal CaseDocumentRow Seal(CaseId id, CaseDocumentKind kind, Guid? part, CaseDocument document, DateTimeOffset at)
    {
        var documentId = Randomness.Id();
        return new CaseDocumentRow
        {
            Id = documentId,
            Case = id,
            Kind = kind,
            Part = part,
            At = at,
            SealedName = Seal(id, $"name/{documentId:N}", Encoding.UTF8.GetBytes(document.Name.Open())),
            Digest = SHA256.HashData(document.Bytes),
            Size = document.Bytes.Length,
            Sealed = Seal(id, $"document/{documentId:N}", document.Bytes),
        };
    }

    internal Redacted<string> OpenName(CaseId id, Guid document, byte[] sealedName) => new(Encoding.UTF8.GetString(Open(id, $"name/{document:N}", sealedName)));

    internal CaseDocument Open(CaseDocumentRow row) => new(OpenName(row.Case, row.Id, row.SealedName), Open(row.Case, $"document/{row.Id:N}", row.Sealed));

    private byte[] Seal(CaseId id, string place, byte[] plain)
    {
        using var key = Key(id);
        return Sealer.Seal(key, plain, Sealer.Context(place, id.Value));
    }

    private byte[] Open(CaseId id, string place, byte[] sealedBytes)
    {
        using var key = Key(id);
        return Sealer.Open(key, sealedBytes, Sealer.Context(place, id.Value));
    }

    private AesGcm Key(CaseId id) => Sealer.Key(keys.FindProgramKey(KeyName(id)) ?? throw new InvalidOperationException($"The key of case {id.Value:N} is gone."));
}
