using System.Collections.Immutable;

namespace WorkforceTrack.App.Shell;

/// <summary>The short messages of one circuit: what was just done. One that went wrong stays until it is closed.</summary>
public sealed class ToastQueue(TimeProvider time)
{
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(8);
    private long _last;

    public event EventHandler? Changed;

    public ImmutableArray<Toast> Current { get; private set; } = [];

    public void Show(string text, Tone tone = Tone.Good)
    {
        var toast = new Toast(++_last, text, tone);
        Current = Current.Add(toast);
        Changed?.Invoke(this, EventArgs.Empty);
        if (tone is not Tone.Bad)
        {
            _ = CloseLaterAsync(toast);
        }
    }

    public void Close(Toast toast)
    {
        Current = Current.Remove(toast);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private async Task CloseLaterAsync(Toast toast)
    {
        await Task.Delay(Shown, time);
        Close(toast);
    }
}

/// <summary>One short message.</summary>
public sealed record Toast(long Number, string Text, Tone Tone);
