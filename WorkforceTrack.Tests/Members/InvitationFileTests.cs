using CsCheck;
using WorkforceTrack.App.Members;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Members;

public sealed class InvitationFileTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData("email,name")]
    [InlineData("email;name")]
    [InlineData("name,email")]
    [InlineData(" Email , NAME ")]
    [InlineData("\"email\",\"name\"")]
    [InlineData("email")]
    public void A_header_names_the_columns_in_any_order(string header) => Assert.NotNull(InvitationFile.Under(header));

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("robin@mail.example,Robin")]
    [InlineData("email,surname")]
    [InlineData("email,name,phone")]
    [InlineData("email,email")]
    [InlineData("\"email,name")]
    public void A_first_line_that_is_no_header_is_none(string header) => Assert.Null(InvitationFile.Under(header));

    [Theory, Proves("C3")]
    [InlineData("email,name", "robin@mail.example,Robin", "robin@mail.example", "Robin")]
    [InlineData("email,name", " robin@mail.example , Robin ", "robin@mail.example", "Robin")]
    [InlineData("email,name", "robin@mail.example", "robin@mail.example", null)]
    [InlineData("email,name", "robin@mail.example,", "robin@mail.example", null)]
    [InlineData("email", "robin@mail.example", "robin@mail.example", null)]
    [InlineData("email;name", "robin@mail.example;Robin, the first", "robin@mail.example", "Robin, the first")]
    [InlineData("name,email", "\"Wren, \"\"the small\"\"\",wren@mail.example", "wren@mail.example", "Wren, \"the small\"")]
    [InlineData("email,name", "\"robin@mail.example\",\"\"", "robin@mail.example", null)]
    [InlineData("email,name", "robin@MAIL.example,Ŝtefan 山田", "robin@mail.example", "Ŝtefan 山田")]
    public void A_line_is_read(string header, string line, string address, string? name)
    {
        var fit = Assert.IsType<InvitationLine.Fit>(InvitationFile.Under(header)!.Read(line, Today));

        Assert.Equal((address, name), (fit.Address.Open(), fit.Name?.Open()));
    }

    [Theory]
    [InlineData("nowhere,Robin", LineFault.Address)]
    [InlineData(",Robin", LineFault.Address)]
    [InlineData("\"robin@mail.example,Robin", LineFault.OpenMark)]
    [InlineData("\"robin@mail.example\"x,Robin", LineFault.OpenMark)]
    [InlineData("robin@mail.example,Robin,more", LineFault.TooManyValues)]
    [InlineData("robin@mail.example,Ren\uFFFD", LineFault.NotUtf8)]
    [InlineData("robin@mail.example,Ro\u0007bin", LineFault.Name)]
    public void A_line_that_cannot_be_read_says_why(string line, LineFault fault) =>
        Assert.Equal(fault, Assert.IsType<InvitationLine.Unfit>(InvitationFile.Under("email,name")!.Read(line, Today)).Fault);

    [Fact]
    public void A_line_that_is_too_long_is_no_person() =>
        Assert.Equal(LineFault.TooLong, Assert.IsType<InvitationLine.Unfit>(InvitationFile.Under("email,name")!.Read($"robin@mail.example,{new string('x', InvitationFile.LongestLine)}", Today)).Fault);

    [Fact]
    public void Whatever_stands_between_quotation_marks_is_read_as_it_was() => Gen.Select(Gen.Char["\",; abä'\t\\"].Array[1, 30], Gen.Bool).Sample((letters, isSemicolon) =>
    {
        var (name, separator) = ($"a{new string(letters).Replace('\t', ' ')}z", isSemicolon ? ';' : ',');
        var line = $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"{separator}robin@mail.example";

        var fit = Assert.IsType<InvitationLine.Fit>(InvitationFile.Under($"name{separator}email")!.Read(line, Today));

        Assert.Equal(name, fit.Name!.Value.Open());
    });

    [Fact]
    public void No_line_is_a_fault_of_ours() => Gen.String[Gen.Char["\",;\r@.aé\0\uD800\uFFFD "], 0, 60].Sample(line => Assert.NotNull(InvitationFile.Under("email,name")!.Read(line, Today)));

    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb\r\n\r\nc", "a|b||c")]
    [InlineData("a\rb", "a|b")]
    [InlineData("", "")]
    [InlineData("\n", "|")]
    [InlineData("123456789\nb", "123456|b")]
    public async Task Lines_end_as_they_end_and_long_ones_are_cut(string text, string lines)
    {
        var read = new List<string>();
        await foreach (var line in CappedLines.ReadAsync(new StringReader(text), most: 5)) read.Add(line);

        Assert.Equal(lines, string.Concat(read.Select(l => l.Length == 0 && read.Count == 1 ? "|" : l + "|")).TrimEnd(read.Count == 1 && read[0].Length == 0 ? '\0' : '|'));
    }

    [Fact]
    public async Task A_file_without_line_ends_does_not_fill_the_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = new List<int>();
        await foreach (var line in CappedLines.ReadAsync(new Endless(50_000_000), InvitationFile.LongestLine)) read.Add(line.Length);

        Assert.Equal(InvitationFile.LongestLine + 1, Assert.Single(read));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000, "Reading held on to what it read.");
    }

    /// <summary>So many letters, and no line end.</summary>
    private sealed class Endless(int count) : TextReader
    {
        private int left = count;

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            var read = Math.Min(left, buffer.Length);
            buffer.Span[..read].Fill('x');
            left -= read;
            return ValueTask.FromResult(read);
        }
    }
}
