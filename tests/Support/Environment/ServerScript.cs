using System.Globalization;

namespace IdBellen.Tests.Support.Environment;

/// <summary>A server that a script in <c>dev/</c> starts and stops, with its files in a folder of its own.</summary>
public sealed class ServerScript : IAsyncDisposable
{
    private readonly string script;
    private readonly DirectoryInfo folder;

    private ServerScript(string script)
    {
        this.script = Repository.File("dev", script);
        folder = Directory.CreateTempSubdirectory($"id-bellen-test-{script}-");
    }

    /// <summary>What the script printed: the path of a file that tells how to reach the server.</summary>
    public string Output { get; private set; } = "";

    public static async Task<ServerScript> StartAsync(string script, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var server = new ServerScript(script);
        var settings = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>(StringComparer.Ordinal),
            StringComparer.Ordinal)
        {
            // It ends with this process, whatever ends that.
            ["IDBELLEN_OWNER"] = System.Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        };
        server.Output = (await Command.RunAsync(server.script, ["start", server.folder.FullName], settings)).Trim();
        return server;
    }

    /// <summary>The process id of a server that it runs.</summary>
    /// <param name="name">As the script calls it.</param>
    public int ProcessId(string name) => int.Parse(
        File.ReadAllText(Path.Combine(folder.FullName, $"{name}.pid")).Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>
    /// Of <c>dev/postgres</c> and <c>dev/asterisk</c> only: all its processes are killed at once, and it is started again on what it had
    /// written; returns when it is up.
    /// </summary>
    public Task CrashAsync() => Command.RunAsync(script, ["crash", folder.FullName]);

    public async ValueTask DisposeAsync()
    {
        await Command.RunAsync(script, ["stop", folder.FullName]);
        if (folder.Exists) folder.Delete(recursive: true);
    }
}
