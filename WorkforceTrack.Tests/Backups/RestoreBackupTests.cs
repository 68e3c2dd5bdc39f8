using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Backups;

public sealed class RestoreBackupTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("T3")]
    public async Task Everything_is_there_again_and_the_ledger_goes_on_under_its_name()
    {
        using var disk = new BackupDisk();
        Dictionary<MemberId, string> before;
        string key;
        await using (var office = await disk.OpenAsync())
        {
            await office.HireAsync(StaffRole.PrivacyOfficer);
            foreach (var name in new[] { "alice", "bo", "cy" }) await office.JoinAsync(name);
            // More than a tile of the ledger, signed at two sizes.
            BackupDisk.Sign(office);
            for (var n = 0; n < 300; n++) await office.AppendAsync(work => Entries.New(work, EntryKind.Policy, ActorRole.Platform));
            before = await ValuesAsync(office);
            key = office.Get<CheckpointSigner>().Verifier.ToString();
            await BackupDisk.BackUpAsync(office);
        }

        disk.LoseStores();
        var (code, said) = await disk.RunAsync("restore", "20260302T090000Z", "--yes");

        Assert.True(code == 0, said);
        Assert.Contains("Nothing is lost of it", said, StringComparison.Ordinal);
        Assert.Contains("Everybody in it is known to the vault", said, StringComparison.Ordinal);
        Assert.Contains("The ledger is sound", said, StringComparison.Ordinal);
        Assert.Empty(disk.Scratch());
        await using var again = await disk.OpenAsync();
        Assert.Equal(3, before.Count);
        Assert.Equal(before, await ValuesAsync(again));
        Assert.Equal(key, again.Get<CheckpointSigner>().Verifier.ToString());
        Assert.Equal((EntryKind.Restored, ActorRole.Platform), await again.LastEntryAsync() is { } last ? (last.Kind, last.Role) : default);
        await using var vault = again.Store.Vault();
        Assert.Empty(await vault.Sessions.ToListAsync(Stop));
        Assert.Equal(2, (await vault.StoreInfo.SingleAsync(Stop)).Generation);
    }

    [Fact, Proves("T4"), Proves("T5")]
    public async Task Whoever_was_erased_since_the_backup_is_not_back_and_no_key_that_exists_opens_a_value()
    {
        using var disk = new BackupDisk();
        PersonRow alice;
        byte[] key;
        await using (var office = await disk.OpenAsync())
        {
            await office.HireAsync(StaffRole.PrivacyOfficer);
            for (var n = 0; n < 300; n++) await office.AppendAsync(work => Entries.New(work, EntryKind.Policy, ActorRole.Platform));
            alice = await office.JoinAsync("alice");
            await office.JoinAsync("bo");
            using (var own = office.Get<KeyRing>().PersonKey(alice)) key = alice.WrappedKey;
            // An invitation that the vault forgets, and one that comes too late for the backup.
            await office.Store.Writer.WriteAsync(work => Task.FromResult(work.Db.Invitations.Add(new() { Id = Guid.NewGuid(), Person = Guid.NewGuid(), CodeHash = [1], SealedAddress = [1], ExpiresOn = new DateOnly(2027, 1, 1) })));
            await BackupDisk.BackUpAsync(office);
            Assert.IsType<BackupVerdict.Sound>(await office.Get<VerifyBackup>().VerifyAsync(Domain.Erasure.BackupName.Of(BackupDisk.Begin)));
            var old = office.Get<VaultCopies>().Files().Single().File;
            disk.Clock.Advance(TimeSpan.FromDays(3));
            await BackupDisk.DestroyAsync(office, alice.Id);
            await using (var vault = office.Store.Vault())
            {
                vault.People.Add(new PersonRow { Id = Guid.NewGuid(), Kind = PersonKind.Invited, WrappedKey = [1], UserIdIndex = [1], AddressIndex = [1], SecurityStamp = "s", ConcurrencyStamp = "c" });
                await vault.SaveChangesAsync(Stop);
            }

            await office.Get<VaultCopies>().RewriteAsync();
            Assert.False(File.Exists(old));
        }

        disk.LoseStores();
        var (removed, words) = await disk.RestoreAsync(Domain.Erasure.BackupName.Of(BackupDisk.Begin));

        Assert.Contains("1 member in it was erased since", words, StringComparison.Ordinal);
        Assert.Contains("1 invitation in it is known to the vault no more", words, StringComparison.Ordinal);
        Assert.Contains("1 invitation came after it", words, StringComparison.Ordinal);
        Assert.DoesNotContain("member came after it", words, StringComparison.Ordinal);
        Assert.True(removed >= Names.All<PersonalField>().Count());
        await using var again = await disk.OpenAsync();
        await using var main = again.Store.Main();
        Assert.False(await main.Members.AnyAsync(m => m.Id == alice.Member, Stop));
        Assert.False(await main.Invitations.AnyAsync(Stop));
        Assert.False(await main.SealedFields.AnyAsync(f => f.Member == alice.Member, Stop));
        Assert.Single(await ValuesAsync(again));
        // The key of the erased, even wrapped, and the random id, stand in no file of the stores and in no copy of the vault.
        disk.Folder.ReleaseFiles();
        foreach (var file in TestFolder.FilesUnder(disk.Folder.Data))
        {
            var bytes = await File.ReadAllBytesAsync(file, Stop);
            Assert.True(bytes.AsSpan().IndexOf(key) < 0, $"The wrapped key is in {file}.");
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(alice.Member!.Value.Value.ToString())) < 0, $"The member id is in {file}.");
        }
    }

    [Fact, Proves("T3"), Proves("SE1")]
    public async Task An_older_backup_goes_on_under_a_new_name_and_old_proofs_stay_good()
    {
        using var disk = new BackupDisk();
        VerifierKey oldKey;
        string oldHead, proof, early;
        long entries;
        await using (var office = await disk.OpenAsync())
        {
            await office.HireAsync(StaffRole.PrivacyOfficer);
            BackupDisk.Sign(office);
            early = await File.ReadAllTextAsync(disk.Folder.CheckpointFile, Stop);
            await office.JoinAsync("alice");
            await BackupDisk.BackUpAsync(office);
            entries = office.Get<LedgerBook>().Head.Size;
            oldKey = office.Get<CheckpointSigner>().Verifier;
            await office.JoinAsync("bo");
            await office.HireAsync(StaffRole.Support);
            BackupDisk.Sign(office);
            oldHead = await File.ReadAllTextAsync(disk.Folder.CheckpointFile, Stop);
            var book = office.Get<LedgerBook>();
            proof = new TlogProof([.. CanonicalEntry.Encode(await office.LastEntryAsync())], book.Head.Size - 1, (await book.ProveAsync(book.Head.Size - 1, book.Head)).Path, office.Get<CheckpointSigner>().Sign(book.Head)).ToString();
            await office.Get<VaultCopies>().RewriteAsync();
        }

        disk.LoseStores();
        disk.Clock.Advance(TimeSpan.FromDays(1));
        var (_, words) = await disk.RestoreAsync(Domain.Erasure.BackupName.Of(BackupDisk.Begin));

        Assert.Contains("of the ledger came after the backup and are lost", words, StringComparison.Ordinal);
        Assert.Contains("1 member came after it", words, StringComparison.Ordinal);
        Assert.Contains("1 person of the staff or of an engagement came after it", words, StringComparison.Ordinal);
        var kept = Assert.Single(Directory.EnumerateFiles(disk.Folder.Beside, "ledger.checkpoint.before-*"));
        Assert.Equal(oldHead, await File.ReadAllTextAsync(kept, Stop));
        var (code, said) = await disk.RunAsync("ledger", "verify");
        Assert.True(code == 0, said);
        // A head that the lost entries were under, and one from before the backup.
        (code, said) = await disk.RunAsync("ledger", "verify", "--since", kept);
        Assert.Equal(3, code);
        Assert.Contains($"It goes on from its first {entries} entries under a new name", said, StringComparison.Ordinal);
        var earlier = Path.Combine(disk.Folder.Root, "early");
        await File.WriteAllTextAsync(earlier, early, Stop);
        (code, said) = await disk.RunAsync("ledger", "verify", "--since", earlier);
        Assert.True(code == 0, said);

        await using var again = await disk.OpenAsync();
        var key = again.Get<CheckpointSigner>().Verifier;
        Assert.Equal(oldKey.PublicKey, key.PublicKey);
        Assert.Equal($"{oldKey.Name}/restored-20260303T090000Z", key.Name);
        var restored = (await again.LedgerAsync())[(int)entries];
        Assert.Equal((EntryKind.Restored, Digest.Of(Encoding.UTF8.GetBytes(oldHead))), (restored.Kind, restored.Detail!.Value));
        Assert.True(TlogProof.TryParse(proof, out var taken));
        Assert.Equal(ProofVerdict.Proven, taken.Verify(oldKey, CheckpointSigner.Check));
        await using var vault = again.Store.Vault();
        Assert.Equal(2, await vault.People.CountAsync(Stop));
        foreach (var info in new[] { await vault.StoreInfo.SingleAsync(Stop), await again.Store.Main().StoreInfo.SingleAsync(Stop), await again.Store.Booth().StoreInfo.SingleAsync(Stop) }) Assert.Equal(2, info.Generation);
    }

    [Fact, Proves("SE1")]
    public async Task Restored_twice_no_two_heads_of_one_name_disagree()
    {
        using var disk = new BackupDisk();
        await using (var office = await disk.OpenAsync())
        {
            await office.HireAsync(StaffRole.PrivacyOfficer);
            await BackupDisk.BackUpAsync(office);
            await office.JoinAsync("alice");
            BackupDisk.Sign(office);
        }

        var heads = new List<string> { await File.ReadAllTextAsync(disk.Folder.CheckpointFile, Stop) };
        for (var times = 0; times < 2; times++)
        {
            disk.LoseStores();
            disk.Clock.Advance(TimeSpan.FromHours(1));
            await disk.RestoreAsync(Domain.Erasure.BackupName.Of(BackupDisk.Begin));
            await using var again = await disk.OpenAsync();
            await again.JoinAsync($"newcomer{times}");
            BackupDisk.Sign(again);
            heads.Add(await File.ReadAllTextAsync(disk.Folder.CheckpointFile, Stop));
        }

        var names = heads.Select(h => h.Split('\n')[0]).ToList();
        Assert.Equal(3, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names.Skip(1), name => Assert.True(LedgerName.IsFormer(names[0], name)));
    }

    [Fact, Proves("T3")]
    public async Task Without_the_head_outside_the_ledger_goes_on_under_a_new_name()
    {
        using var disk = new BackupDisk();
        await using (var office = await disk.OpenAsync())
        {
            await office.HireAsync(StaffRole.PrivacyOfficer);
            await BackupDisk.BackUpAsync(office);
        }

        disk.LoseStores();
        File.Delete(disk.Folder.CheckpointFile);
        var (_, words) = await disk.RestoreAsync(Domain.Erasure.BackupName.Of(BackupDisk.Begin));

        Assert.Contains("nobody can tell whether the backup lacks entries", words, StringComparison.Ordinal);
        await using var again = await disk.OpenAsync();
        Assert.Contains("/restored-", again.Get<CheckpointSigner>().Verifier.Name, StringComparison.Ordinal);
    }

    [Fact, Proves("T3")]
    public async Task A_plan_that_is_not_carried_out_changes_nothing()
    {
        using var disk = new BackupDisk();
        await using (var office = await disk.OpenAsync())
        {
            await office.HireAsync(StaffRole.PrivacyOfficer);
            await BackupDisk.BackUpAsync(office);
        }

        disk.LoseStores();
        var before = disk.Folder.Fingerprint();
        var (code, said) = await disk.RunAsync("restore", "20260302T090000Z");

        Assert.Equal(1, code);
        Assert.Contains("Add --yes to go on.", said, StringComparison.Ordinal);
        Assert.Equal(before, disk.Folder.Fingerprint());
        Assert.Empty(disk.Scratch());
    }

    /// <summary>What the members of a store gave, opened with their own keys, as one hash a member.</summary>
    private static async Task<Dictionary<MemberId, string>> ValuesAsync(Office office)
    {
        await using var vault = office.Store.Vault();
        await using var main = office.Store.Main();
        var values = new Dictionary<MemberId, string>();
        foreach (var person in await vault.People.AsNoTracking().Where(p => p.Kind == PersonKind.Member).ToListAsync(Stop))
        {
            using var key = office.Get<KeyRing>().FieldKeys(person);
            var fields = await main.SealedFields.AsNoTracking().Where(f => f.Member == person.Member).OrderBy(f => f.Field).ToListAsync(Stop);
            Assert.NotEmpty(fields);
            var text = string.Join('\n', fields.Select(f => FieldVault.Open(key, f.Member, f.Field, f.Sealed).Open()));
            values[person.Member!.Value] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }

        return values;
    }
}
