using CsCheck;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Correspondence;

public sealed class MailedCodeTests
{
    private static readonly Gen<byte[]> Chance = Gen.Byte.Array[MailedCode.Length];

    [Fact, Proves("SE1")]
    public void What_a_mail_shows_reads_back_as_the_code_however_it_is_typed() => Gen.Select(Chance, Gen.Bool).Sample((bytes, small) =>
    {
        var code = MailedCode.From(bytes);
        var shown = MailedCode.Shown(code);
        return MailedCode.Read(small ? $" {shown.ToLowerInvariant()} " : shown.Replace("-", " ", StringComparison.Ordinal)) == code;
    });

    [Fact, Proves("SE1")]
    public void Each_sign_of_a_code_is_chosen_evenly_among_32()
    {
        var signs = Enumerable.Range(0, 256).Select(b => MailedCode.From(Enumerable.Repeat((byte)b, MailedCode.Length).ToArray())[0]);

        Assert.Equal(Enumerable.Repeat(8, 32), signs.GroupBy(s => s).Select(g => g.Count()));
    }

    [Fact]
    public void No_sign_looks_like_another() => Chance.Sample(bytes => MailedCode.From(bytes).All(c => !"IO01".Contains(c, StringComparison.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData("ABCDE-FGHJ")]
    [InlineData("ABCDE-FGHJKL")]
    [InlineData("ABCDE-FGHJ0")]
    [InlineData("ÄBCDE-FGHJK")]
    [InlineData("A B C D E - F G H J K                         ")]
    public void What_can_be_no_code_is_none(string typed) => Assert.Null(MailedCode.Read(typed));

    [Fact]
    public void Pauses_grow_up_to_a_day()
    {
        var pauses = Enumerable.Range(1, 30).Select(MailPauses.After).ToArray();

        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromDays(1)), (pauses[0], pauses[1], pauses[^1]));
    }
}
