using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Benchmarks;

/// <summary>Opening ten fields beside bare AES-GCM of the same, and what a password costs.</summary>
internal static class Sealing
{
    private const int Each = 20_000;

    internal static async Task RunAsync()
    {
        await using var ground = await Ground.MakeAsync(1);
        var person = ground.Members[0];
        var member = person.Member!.Value;
        using var key = ground.Services.GetRequiredService<KeyRing>().FieldKeys(person);
        await using var store = await ground.Services.GetRequiredService<IDbContextFactory<MainDb>>().CreateDbContextAsync();
        var rows = (await store.SealedFields.AsNoTracking().Where(f => f.Member == member).ToListAsync()).Take(10).ToList();

        var bareKey = RandomNumberGenerator.GetBytes(32);
        using var bare = new AesGcm(bareKey, 16);
        var nonce = new byte[12];
        var sealedValues = rows.ConvertAll(row =>
        {
            var plain = Encoding.UTF8.GetBytes(FieldVault.Open(key, member, row.Field, row.Sealed).Open());
            var (cipher, tag) = (new byte[plain.Length], new byte[16]);
            bare.Encrypt(nonce, plain, cipher, tag);
            return (cipher, tag);
        });

        long Ours()
        {
            for (var i = 0; i < Each; i++)
            {
                foreach (var row in rows) FieldVault.Open(key, member, row.Field, row.Sealed);
            }

            return Each;
        }

        long Bare()
        {
            for (var i = 0; i < Each; i++)
            {
                foreach (var (cipher, tag) in sealedValues) bare.Decrypt(nonce, cipher, tag, new byte[cipher.Length]);
            }

            return Each;
        }

        await Pair.RunAsync("10 fields opened, in memory", "bare AES-GCM of the same", () => Task.FromResult(Ours()), () => Task.FromResult(Bare()), "-");

        var gate = ground.Services.GetRequiredService<Gate>();
        var vault = ground.Services.GetRequiredService<FieldVault>();
        await Pair.AloneAsync("recorded, then revealed from the store (4 fields)", async () =>
        {
            var granted = (GateAnswer.Granted)await gate.AskAsync(ground.Read(person));
            await vault.RevealAsync(granted.Permits[0]);
        }, 500, "-");

        var hasher = ground.Services.GetRequiredService<Argon2idHasher>();
        await Pair.AloneAsync("password hash (Argon2id, 19 MiB, t=2, p=1)", () =>
        {
            hasher.HashPassword(person, "workforce-demo-2026");
            return Task.CompletedTask;
        }, 40, "-");
    }
}
