using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using IdBellen.Tests.Support.Environment;

/// <summary>.NET calls this in a process that names our assembly in DOTNET_STARTUP_HOOKS.</summary>
[SuppressMessage("Design", "MA0047", Justification = ".NET looks for it outside of any namespace.")]
[SuppressMessage("Design", "CA1050", Justification = ".NET looks for it outside of any namespace.")]
internal static class StartupHook
{
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new ClockInstaller());
}
