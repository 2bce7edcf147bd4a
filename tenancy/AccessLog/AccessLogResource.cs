using System.Reflection;

namespace IdBellen.Tenancy.AccessLog;

/// <summary>Which application processed: the <c>resource</c> of a record.</summary>
/// <param name="Municipality">The name of the resource, which says whose data it was.</param>
public sealed record AccessLogResource(string Municipality)
{
    public const string Service = "id-bellen";

    /// <summary>Of this program.</summary>
    public static readonly string Version =
        typeof(AccessLogResource).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
