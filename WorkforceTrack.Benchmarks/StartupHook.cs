#pragma warning disable MA0047, CA1050 // The runtime looks for this name in no namespace.
/// <summary>What the runtime runs first in a measured server (DOTNET_STARTUP_HOOKS): it tells the size of the heap when asked on its input.</summary>
internal static class StartupHook
{
    internal const string Question = "heap?";
    internal const string Answer = "heap: ";

    public static void Initialize() => new Thread(Listen) { IsBackground = true }.Start();

    private static void Listen()
    {
        while (Console.In.ReadLine() is { } line)
        {
            if (line != Question) continue;
            for (var i = 0; i < 3; i++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            Console.Out.WriteLine($"{Answer}{GC.GetTotalMemory(forceFullCollection: true)}");
        }
    }
}
