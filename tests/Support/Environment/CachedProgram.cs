namespace IdBellen.Tests.Environment;

/// <summary>A program that <c>dev/install</c> keeps outside the repository; where it could not, the one that is installed.</summary>
internal static class CachedProgram
{
    public static string Find(string name)
    {
        var cache = System.Environment.GetEnvironmentVariable("IDBELLEN_CACHE")
            ?? Path.Combine(System.Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
                ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".cache"), "id-bellen");
        var cached = Path.Combine(cache, "bin", name);
        return File.Exists(cached) ? cached : name;
    }
}
