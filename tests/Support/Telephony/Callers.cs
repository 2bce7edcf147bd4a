using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Support.Telephony;

/// <summary>Telephones that others have made; <c>dev/callers</c> unpacks them.</summary>
/// <param name="Sipp">The program sipp.</param>
/// <param name="Baresip">The program baresip.</param>
/// <param name="BaresipModules">The folder of its modules.</param>
internal sealed record Callers(string Sipp, string Baresip, string BaresipModules)
{
    private static readonly Lazy<Task<Callers>> Installed = new(InstallAsync);

    /// <summary>Unpacks them first where that has not been done yet.</summary>
    public static Task<Callers> GetAsync() => Installed.Value;

    private static async Task<Callers> InstallAsync()
    {
        var paths = ShellVariables.Read(await Command.RunAsync(Repository.File("dev", "callers"), ["install"]));
        return new(paths["IDBELLEN_SIPP"], paths["IDBELLEN_BARESIP"], paths["IDBELLEN_BARESIP_MODULES"]);
    }
}
