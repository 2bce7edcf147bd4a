using System.Reflection;

namespace IdBellen.Tests.Support.Environment;

/// <summary>The files of the project.</summary>
public static class Repository
{
    public static string Root { get; } =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    public static string File(params IEnumerable<string> parts) => Path.Combine([Root, .. parts]);
}
