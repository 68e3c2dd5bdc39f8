namespace WorkforceTrack.App.Shell;

/// <summary>An origin as browsers write it (RFC 6454 6.2): a small-letter host in its ASCII form, and no port where it is the usual one.</summary>
internal static class Origin
{
    internal static string Of(Uri uri) => $"{uri.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}";

    /// <summary>A setting; as it is when it is no address at all, which the start refuses in words.</summary>
    internal static string Of(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? Of(uri) : address;
}
