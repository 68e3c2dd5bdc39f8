using CsCheck;
using Microsoft.AspNetCore.Identity;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.SignIn;

public sealed class Argon2idHasherTests : IDisposable
{
    private readonly Argon2idHasher hasher = new();

    [Fact, Proves("SE1")]
    public void A_hash_says_how_it_was_made_and_takes_the_password_alone()
    {
        var hash = hasher.HashPassword(Person(null), "seven slow herons at noon");
        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", hash);
        Assert.Equal(PasswordVerificationResult.Success, hasher.VerifyHashedPassword(Person(hash), hash, "seven slow herons at noon"));
        Assert.Equal(PasswordVerificationResult.Failed, hasher.VerifyHashedPassword(Person(hash), hash, "seven slow herons at moon"));
    }

    [Fact]
    public void The_same_password_has_another_hash_each_time() =>
        Assert.NotEqual(hasher.HashPassword(Person(null), "seven slow herons at noon"), hasher.HashPassword(Person(null), "seven slow herons at noon"));

    [Theory]
    [InlineData(8192, 2)]
    [InlineData(19456, 1)]
    public void A_hash_of_weaker_figures_is_made_anew(int kibibytes, int passes)
    {
        var old = Argon2idHasher.Hash("seven slow herons at noon", new Argon2idHasher.Cost(kibibytes, passes));
        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, hasher.VerifyHashedPassword(Person(old), old, "seven slow herons at noon"));
        Assert.Equal(PasswordVerificationResult.Failed, hasher.VerifyHashedPassword(Person(old), old, "another"));
    }

    [Fact]
    public void Any_text_of_any_script_comes_back() => Gen.String.Sample(
        password => hasher.VerifyHashedPassword(Person(null), Argon2idHasher.Hash(password, new Argon2idHasher.Cost(64, 1)), password) != PasswordVerificationResult.Failed,
        iter: 200);

    [Fact]
    public void The_same_letter_typed_on_another_keyboard_is_the_same_password()
    {
        var hash = hasher.HashPassword(Person(null), "caf\u00e9 on the corner");
        Assert.Equal(PasswordVerificationResult.Success, hasher.VerifyHashedPassword(Person(hash), hash, "cafe\u0301 on the corner"));
    }

    [Fact]
    public async Task Nobody_is_answered_like_a_wrong_password() =>
        Assert.Equal(PasswordVerificationResult.Failed, await hasher.VerifyAsync(null, "seven slow herons at noon"));

    public void Dispose() => hasher.Dispose();

    private static PersonRow Person(string? hash) => new()
    {
        UserIdIndex = [], AddressIndex = [], WrappedKey = [], SecurityStamp = "", ConcurrencyStamp = "", PasswordHash = hash,
    };
}
