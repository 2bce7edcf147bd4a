using System.Reflection;

namespace IdBellen.Tenancy.AccessLog;

/// <summary>The application that processed the data: the <c>resource</c> of a record.</summary>
/// <param name="Municipality">The name of the municipality whose data it was.</param>
public sealed record AccessLogResource(string Municipality)
{
    public const string Service = "id-bellen";

    /// <summary>The version of this program.</summary>
    public static readonly string Version =
        typeof(AccessLogResource).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
