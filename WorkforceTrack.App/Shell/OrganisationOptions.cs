namespace WorkforceTrack.App.Shell;

/// <summary>Who runs this platform: the section "Organisation" of the settings.</summary>
internal sealed record OrganisationOptions
{
    public const string Section = "Organisation";

    public string Name { get; init; } = "";

    public string SupportAddress { get; init; } = "";

    public string PublicOrigin { get; init; } = "";
}
