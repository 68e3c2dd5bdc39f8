using CsCheck;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Correspondence;

public sealed class ReferenceCodeTests
{
    [Fact, Proves("T2")]
    public void A_code_is_read_however_it_is_typed() => Gen.Select(Gen.Byte.Array[ReferenceCode.SecretLength], Gen.Bool, Gen.Bool).Sample((random, isSmall, isSpaced) =>
    {
        var code = ReferenceCode.From(random);
        var typed = ReferenceCode.Shown(code);
        if (isSmall) typed = typed.ToLowerInvariant();
        if (isSpaced) typed = $"  {typed.Replace('-', ' ')}\t";
        Assert.Equal(code, ReferenceCode.Read(typed, ReferenceCode.SecretLength));
    }, iter: Counts.Cases);

    [Fact, Proves("T2")]
    public void What_is_no_code_is_read_as_none()
    {
        Gen.String.Sample(text =>
        {
            if (ReferenceCode.Read(text, ReferenceCode.ReferenceLength) is { } read) Assert.Equal(read, ReferenceCode.Read(ReferenceCode.Shown(read), ReferenceCode.ReferenceLength));
        }, iter: Counts.Cases);
        Assert.Null(ReferenceCode.Read(new string('A', 10_000), ReferenceCode.SecretLength));
        Assert.Null(ReferenceCode.Read("ABCDEFG0", ReferenceCode.ReferenceLength));
    }
}
