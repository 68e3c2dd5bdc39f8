using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.LegalProcess;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>The terms of legal process as the settings say, under <c>Legal:</c>. Pages read every figure from here.</summary>
internal static class LegalSettings
{
    internal static CaseTerms Read(IConfiguration configuration)
    {
        var otherwise = CaseTerms.Default;
        return new CaseTerms(
            Days("ObjectionDays", otherwise.ObjectionWindow, 1, 90),
            Days("HoldDays", otherwise.Hold, 1, 365),
            Days("SilenceCheckDays", otherwise.SilenceCheck, 1, 90),
            Days("UntoldPreservationDays", otherwise.UntoldPreservation, 1, 45),
            Days("UntoldProtectionDays", otherwise.UntoldProtection, 1, 90),
            TimeSpan.FromHours(Number("SecondApprovalHours", otherwise.SecondApproval.TotalHours, 1, 24)),
            Days("ReviewAfterwardsDays", otherwise.ReviewAfterwards, 1, 90),
            Days("ResponseDays", otherwise.Response, 1, 90));

        TimeSpan Days(string name, TimeSpan value, int least, int most) => TimeSpan.FromDays(Number(name, value.TotalDays, least, most));

        double Number(string name, double value, int least, int most)
        {
            var set = configuration.GetValue($"Legal:{name}", value);
            return set >= least && set <= most ? set : throw new StartRefusedException($"Legal:{name} is {set}. Set it to a number from {least} to {most}.");
        }
    }
}
