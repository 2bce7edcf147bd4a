namespace IdBellen.Tests.Support.Environment;

/// <summary>A program that <c>dev/install</c> keeps outside the repository; where it could not, the one that is installed.</summary>
internal static class CachedProgram
{
    /// <summary>Where scripts and tests keep what all clones share.</summary>
    public static string Cache { get; } = System.Environment.GetEnvironmentVariable("IDBELLEN_CACHE")
        ?? Path.Combine(System.Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
            ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".cache"), "id-bellen");

    public static string Find(string name)
    {
        var cached = Path.Combine(Cache, "bin", name);
        return File.Exists(cached) ? cached : name;
    }
}
