using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Disclosures;

public sealed class RefusalWordsTests
{
    [Fact, Proves("O4")]
    public void Every_reason_has_short_sentences_of_its_own() => Assert.All(
        [RefusalWords.Of, RefusalWords.Next, RefusalWords.ToSubject],
        (Func<RefusalReason, string> words) =>
        {
            var said = Names.All<RefusalReason>().Select(words).ToList();
            Assert.Distinct(said, StringComparer.Ordinal);
            Assert.All(said, sentence => Assert.Matches("^[A-Z][^!]{6,110}\\.$", sentence));
        });

    [Fact]
    public void What_the_data_subject_reads_does_not_name_the_subject_a_member() =>
        Assert.All(Names.All<RefusalReason>().Select(RefusalWords.ToSubject), sentence => Assert.DoesNotContain("member", sentence, StringComparison.OrdinalIgnoreCase));
}
