using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Tests.Ledger;

public sealed class EntryWordsTests
{
    [Fact]
    public void Every_value_has_words_of_its_own()
    {
        AllDiffer<EntryKind>(EntryWords.Of);
        AllDiffer<EntryKind>(EntryWords.About);
        AllDiffer<ActorRole>(EntryWords.Of);
        AllDiffer<StaffRole>(EntryWords.Of);
        AllDiffer<RecipientKind>(EntryWords.Of);
        AllDiffer<LegalBasis>(EntryWords.Of);
        AllDiffer<Purpose>(EntryWords.Of);
        AllDiffer<PersonalField>(EntryWords.Of);
    }

    [Fact]
    public void Nothing_in_them_speaks_to_the_member()
    {
        var said = Names.All<Purpose>().Select(EntryWords.Of).Concat(Names.All<LegalBasis>().Select(EntryWords.Of)).Concat(Names.All<EntryKind>().Select(EntryWords.About));
        Assert.All(said, words => Assert.DoesNotMatch("\\b[Yy]ou(r)?\\b", words));
    }

    private static void AllDiffer<T>(Func<T, string> words) where T : struct, Enum =>
        Assert.Distinct(Names.All<T>().Select(words), StringComparer.OrdinalIgnoreCase);
}
