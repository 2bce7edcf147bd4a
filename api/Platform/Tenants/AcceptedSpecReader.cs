using System.Text.Json;
using IdBellen.Api.Platform.Connections;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Resource;
using k8s;
using Npgsql;

namespace IdBellen.Api.Platform.Tenants;

/// <summary>
/// Reads the specifications in force. Only the operator writes them: a change of a resource or its status has no effect here until the
/// operator accepts it. While the platform database is unavailable, the last read ones apply.
/// </summary>
internal sealed partial class AcceptedSpecReader(
    PlatformDataSource platform, ServedTenants registry, TimeProvider time, ILogger<AcceptedSpecReader> logger) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // Only what this process does not have yet is sent. Nothing is served before its database has its tables.
    private const string Read =
        """
        SELECT accepted.uid, accepted.revision, CASE WHEN known.revision IS DISTINCT FROM accepted.revision THEN accepted.spec END
        FROM accepted_spec accepted JOIN tenant ON tenant.uid = accepted.uid AND tenant.provisioned_at IS NOT NULL
            LEFT JOIN unnest($1, $2) AS known (uid, revision) ON known.uid = accepted.uid
        WHERE accepted.spec IS NOT NULL
        """;

    private readonly SemaphoreSlim wake = new(0, 1);
    private Dictionary<string, Guid> known = new(StringComparer.Ordinal);

    /// <summary>Something may have been accepted just now.</summary>
    public void Wake()
    {
        try
        {
            wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody said so already.
        }
    }

    /// <summary>Reads at each <see cref="Wake"/>, and every two seconds.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var hasRead = false;
        while (true)
        {
            try
            {
                await ReadAsync(cancellationToken);
                if (!hasRead) registry.Synced();
                hasRead = true;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogFault(logger, new SafeFault(fault));
            }
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(wake.WaitAsync(waiting.Token), Task.Delay(Interval, time, waiting.Token));
            await waiting.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public void Dispose() => wake.Dispose();

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var present = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var changed = new List<AcceptedSpecification>();
        await using var command = platform.Value.CreateCommand(Read);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. known.Keys] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. known.Values] });
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                present[reader.GetString(0)] = reader.GetGuid(1);
                if (!await reader.IsDBNullAsync(2, cancellationToken) && Parse(reader.GetString(2)) is { } spec)
                    changed.Add(new AcceptedSpecification(reader.GetString(0), spec));
            }
        }
        registry.Accept(present.Keys.ToHashSet(StringComparer.Ordinal), changed);
        known = present;
    }

    // One that this version of the program cannot read is not in force here.
    private static MunicipalitySpec? Parse(string text)
    {
        try
        {
            return KubernetesJson.Deserialize<MunicipalitySpec>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The accepted specifications cannot be read from the platform database: {Fault}; "
        + "retrying")]
    private static partial void LogFault(ILogger logger, SafeFault fault);
}

/// <param name="Uid">The UID of the resource.</param>
/// <param name="Spec">The specification in force.</param>
internal sealed record AcceptedSpecification(string Uid, MunicipalitySpec Spec);
