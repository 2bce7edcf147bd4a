namespace IdBellen.Tests.Environment;

/// <summary>The chart, by the real helm.</summary>
internal static class HelmChart
{
    public static string Folder { get; } = Repository.File("charts", "id-bellen");

    /// <summary>What an admin must say at least, as options of helm.</summary>
    public static IReadOnlyList<string> Required { get; } =
    [
        "--set", "operator.image.repository=registry.example/id-bellen/operator", "--set", "api.image.repository=registry.example/id-bellen/api",
        "--set", "hosting.baseDomain=id-bellen.example", "--set", "platform.existingSecret=platform", "--set", "connections.serverLimit=200",
    ];

    /// <exception cref="InvalidOperationException">helm refused; the text holds what it said.</exception>
    public static Task<string> HelmAsync(string? kubeconfig, params IEnumerable<string> arguments) => Command.RunAsync(
        CachedProgram.Find("helm"), arguments, new Dictionary<string, string?>(StringComparer.Ordinal) { ["KUBECONFIG"] = kubeconfig ?? "/dev/null" });

    /// <summary>What the chart makes of valid values and these options.</summary>
    public static Task<string> RenderAsync(params IEnumerable<string> options) =>
        HelmAsync(kubeconfig: null, ["template", "id-bellen", Folder, .. Required, .. options]);
}
