using System.Net;
using CsCheck;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.WebLogs;

public sealed class ClientAddressTests
{
    private static readonly Gen<byte[]> Short = Gen.Byte.Array[4];

    // Many zeros, so that the shortened forms come up.
    private static readonly Gen<byte[]> Long = Gen.OneOf(Gen.Byte, Gen.Const((byte)0), Gen.Const((byte)0)).Array[16];

    private static readonly Gen<byte[]> Either = Gen.OneOf(Short, Long);

    [Fact, Proves("W1")]
    public void An_address_reads_back_and_the_platform_reads_it_as_the_same() => Either.Sample(
        bytes =>
        {
            var address = ClientAddress.Of(bytes);
            Assert.True(ClientAddress.TryRead(address.Text, out var again));
            Assert.Equal(address, again);
            var platform = new IPAddress(bytes);
            Assert.Equal(platform.IsIPv4MappedToIPv6 ? platform.MapToIPv4() : platform, IPAddress.Parse(address.Text));
        },
        iter: Counts.Cases);

    [Theory]
    [InlineData("2001:db8::1", "2001:0db8:0000:0000:0000:0000:0000:0001")]
    [InlineData("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1")]
    [InlineData("2001:db8::1:0:0:1", "2001:db8:0:0:1:0:0:1")]
    [InlineData("::", "::")]
    [InlineData("::1", "::1")]
    [InlineData("fe80::", "fe80::")]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7")]
    public void It_has_one_spelling(string text, string written) => Assert.Equal(text, ClientAddress.Of(IPAddress.Parse(written).GetAddressBytes()).Text);

    [Theory]
    [InlineData("203.0.113.07")]
    [InlineData("203.0.113")]
    [InlineData("203.0.113.256")]
    [InlineData("2001:DB8::1")]
    [InlineData("2001:db8:0:0:0:0:0:1")]
    [InlineData("2001:db8::1::2")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("::ffff:203.0.113.7")]
    [InlineData("localhost")]
    [InlineData("")]
    public void Another_spelling_is_no_address(string text) => Assert.False(ClientAddress.TryRead(text, out _));

    [Fact, Proves("W3")]
    public void Cutting_leaves_the_network_that_many_share_and_cutting_twice_is_cutting_once() => Either.Sample(
        bytes =>
        {
            var address = ClientAddress.Of(bytes);
            var kept = address.Text.Contains(':', StringComparison.Ordinal) ? bytes[..6] : (bytes.Length == 4 ? bytes : bytes[12..])[..3];
            var whole = new byte[address.Text.Contains(':', StringComparison.Ordinal) ? 16 : 4];
            kept.CopyTo(whole, 0);

            Assert.Equal(new IPAddress(whole), IPAddress.Parse(address.Cut().Text));
            Assert.Equal(address.Cut(), address.Cut().Cut());
        },
        iter: Counts.Cases);

    [Fact, Proves("W3")]
    public void It_does_not_print() => Assert.Equal("(an address)", $"{ClientAddress.Of([203, 0, 113, 7])}");
}
