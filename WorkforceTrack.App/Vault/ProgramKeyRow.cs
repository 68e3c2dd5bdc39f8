namespace WorkforceTrack.App.Vault;

/// <summary>A key of the program, wrapped by the master key.</summary>
internal sealed class ProgramKeyRow
{
    public required string Name { get; set; }

    public required byte[] Wrapped { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
