using System.Diagnostics;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Bench;

/// <summary>A municipality goes although its database is in use.</summary>
internal static class Deletion
{
    private const int Connections = 50;

    public static async Task<Figure> WithOpenConnectionsAsync(BenchPlatform bench, int count)
    {
        var times = new List<TimeSpan>();
        foreach (var municipality in BenchPlatform.Numbered("gone", count))
        {
            var name = (await bench.Tests.ApplyAsync(municipality)).Metadata.Name;
            await bench.Tests.ReadyAsync(name);
            var secret = (await bench.Tests.SecretAsync(bench.Tests.Names(municipality).DatabaseSecret))!;
            var open = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => ConnectedAsync(secret)));
            var began = Stopwatch.GetTimestamp();
            await bench.Tests.DeleteAsync(name);
            await bench.Tests.GoneAsync(name);
            times.Add(Stopwatch.GetElapsedTime(began));
            foreach (var connection in open) await connection.DisposeAsync();
        }
        return Figure.Of($"deletion with {Connections} open connections, pooled as the api's are, until the resource is gone", times,
            TimeSpan.FromSeconds(10));
    }

    private static async Task<NpgsqlConnection> ConnectedAsync(IReadOnlyDictionary<string, string> secret)
    {
        var connection = await TenantLogin.OpenAsync(secret);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM session", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
