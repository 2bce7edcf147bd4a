using IdBellen.Tenancy.Naming;
using Npgsql;
using k8s;

namespace IdBellen.Tests.Support.Environment;

/// <summary>Logs in to a municipality's database as the api does.</summary>
public static class TenantLogin
{
    /// <summary>With what the municipality's Secret says now.</summary>
    public static async Task<NpgsqlConnection> LogInAsync(this TestPlatform platform, TenantNames names) =>
        await OpenAsync((await platform.SecretAsync(names.DatabaseSecret))!);

    public static async Task<NpgsqlConnection> OpenAsync(IReadOnlyDictionary<string, string> secret)
    {
        var connection = new NpgsqlConnection(
            $"Host={secret["host"]};Port={secret["port"]};Database={secret["database"]};Username={secret["username"]};Password={secret["password"]};Pooling=false");
        try
        {
            await connection.OpenAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public static async Task<bool> LogsInAsync(IReadOnlyDictionary<string, string> secret)
    {
        try
        {
            await using var connection = await OpenAsync(secret);
            return true;
        }
        catch (PostgresException)
        {
            return false;
        }
    }

    /// <summary>The events about a municipality, oldest first, as reason and note.</summary>
    public static async Task<IReadOnlyList<string>> EventsAsync(this TestPlatform platform, string name) =>
        [.. (await platform.Client.EventsV1.ListNamespacedEventAsync(platform.Namespace)).Items
            .Where(occurrence => occurrence.Regarding.Name == name).OrderBy(occurrence => occurrence.EventTime)
            .Select(occurrence => $"{occurrence.Type} {occurrence.Reason}: {occurrence.Note}")];
}
