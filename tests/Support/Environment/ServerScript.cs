using System.Diagnostics;

namespace IdBellen.Tests.Environment;

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
        server.Output = (await Command.RunAsync(server.script, ["start", server.folder.FullName], environment)).Trim();
        return server;
    }

    /// <summary>Of <c>dev/postgres</c> only: all its processes are killed at once, and it is started again on what it had written; returns when it is up.</summary>
    public Task CrashAsync() => Command.RunAsync(script, ["crash", folder.FullName]);

    public async ValueTask DisposeAsync()
    {
        await Command.RunAsync(script, ["stop", folder.FullName]);
        if (folder.Exists) folder.Delete(recursive: true);
    }
}
