namespace IdBellen.Tests.Support.Environment;

/// <summary>The chart, by the real helm.</summary>
internal static class HelmChart
{
    public static string Folder { get; } = Repository.File("charts", "id-bellen");

    /// <summary>What an admin must say at least, as options of helm.</summary>
    public static IReadOnlyList<string> Required { get; } =
    [
        "--set", "operator.image.repository=registry.example/id-bellen/operator", "--set",
        "api.image.repository=registry.example/id-bellen/api",
        "--set", "hosting.baseDomain=id-bellen.example", "--set", "platform.existingSecret=platform", "--set",
        "connections.serverLimit=200",
    ];

    /// <summary>What an admin must say besides for the telephone, with two trunks.</summary>
    public static IReadOnlyList<string> Telephone { get; } =
    [
        "--set", "telephony.enabled=true,telephony.existingSecret=telephone",
        "--set", "telephony.asterisk.image.repository=registry.example/id-bellen/asterisk",
        "--set", "telephony.worker.image.repository=registry.example/id-bellen/worker",
        "--set", "telephony.coturn.image.repository=registry.example/id-bellen/coturn,telephony.coturn.host=turn.id-bellen.example",
        "--set", "telephony.asterisk.networks={10.42.0.0/16}",
        "--set", "telephony.asterisk.externalAddresses.0=203.0.113.10,telephony.asterisk.externalAddresses.1=203.0.113.11",
        "--set-json", """
            telephony.trunks=[
              {"name":"provider","host":"sip.provider.example","addresses":["192.0.2.10","192.0.2.11"],"mediaAddresses":["192.0.2.0/24"],
               "shared":true,"register":true,"user":"31263371000","existingSecret":"provider"},
              {"name":"own","host":"198.51.100.7","addresses":["198.51.100.7"],"transport":"tcp","port":5080,"channels":30}]
            """,
    ];

    /// <exception cref="InvalidOperationException">helm refused; the text holds what it said.</exception>
    public static Task<string> HelmAsync(string? kubeconfig, params IEnumerable<string> arguments) => Command.RunAsync(
        CachedProgram.Find("helm"), arguments,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["KUBECONFIG"] = kubeconfig ?? "/dev/null" });

    /// <summary>What the chart makes of valid values and these options.</summary>
    public static Task<string> RenderAsync(params IEnumerable<string> options) =>
        HelmAsync(kubeconfig: null, ["template", "id-bellen", Folder, .. Required, .. options]);
}
