using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>What came of handing over.</summary>
internal abstract class ProductionAnswer
{
    private ProductionAnswer()
    {
    }

    /// <summary>The package lies here. The passphrase is in no store and is shown this once.</summary>
    internal sealed class Made(Guid package, string passphrase, int version) : ProductionAnswer
    {
        internal Guid Package { get; } = package;

        internal string Passphrase { get; } = passphrase;

        internal int Version { get; } = version;

        public override string ToString() => "a package";
    }

    /// <summary>The gate refused, and the refusal is recorded.</summary>
    internal sealed class Refused(ImmutableArray<RefusalReason> reasons) : ProductionAnswer
    {
        internal ImmutableArray<RefusalReason> Reasons { get; } = reasons;
    }

    /// <summary>The case did not let it come to a question.</summary>
    internal sealed class NotMade(CaseOutcomeOfAct answer) : ProductionAnswer
    {
        internal CaseOutcomeOfAct Answer { get; } = answer;
    }
}
