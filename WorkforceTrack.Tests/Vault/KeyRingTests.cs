using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Vault;

public sealed class KeyRingTests
{
    [Fact, Proves("SE1")]
    public async Task Many_keys_are_wrapped_and_opened_at_once_and_none_is_spoilt()
    {
        await using var store = await TestStore.OpenAsync();
        var keys = store.Get<KeyRing>();
        var context = Encoding.UTF8.GetBytes("test");

        await Parallel.ForAsync(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, (number, _) =>
        {
            var id = Guid.NewGuid();
            var person = new PersonRow { Id = id, UserIdIndex = [], AddressIndex = [], SecurityStamp = "", ConcurrencyStamp = "", WrappedKey = keys.NewPersonKey(id, out AesGcm made) };
            using (made)
            {
                var sealedBytes = Sealer.Seal(made, BitConverter.GetBytes(number), context);
                using var opened = keys.PersonKey(person);
                Assert.Equal(number, BitConverter.ToInt32(Sealer.Open(opened, sealedBytes, context)));
            }

            return ValueTask.CompletedTask;
        });
    }

    [Fact, Proves("SE1")]
    public async Task A_key_wrapped_for_one_person_opens_for_no_other()
    {
        await using var store = await TestStore.OpenAsync();
        var keys = store.Get<KeyRing>();
        var wrapped = keys.NewPersonKey(Guid.NewGuid(), out AesGcm key);
        key.Dispose();
        var other = new PersonRow { Id = Guid.NewGuid(), UserIdIndex = [], AddressIndex = [], SecurityStamp = "", ConcurrencyStamp = "", WrappedKey = wrapped };

        Assert.ThrowsAny<CryptographicException>(() => keys.PersonKey(other));
    }
}
