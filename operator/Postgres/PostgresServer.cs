using System.Globalization;
using IdBellen.Operator.Platform;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdBellen.Operator.Postgres;

/// <summary>The server that holds the platform database and all tenant databases, as the operator's role reaches it.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder address;

    public PostgresServer(IOptions<PlatformOptions> options)
    {
        address = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Timeout = 5, MaxPoolSize = 20, ApplicationName = "id-bellen-operator" };
        Platform = NpgsqlDataSource.Create(address);
    }

    /// <summary>The platform database.</summary>
    public NpgsqlDataSource Platform { get; }

    public string Host => address.Host!;

    public int Port => address.Port;

    public string PlatformDatabase => address.Database!;

    /// <summary>The role that we log in with: it may make databases and roles, and is no superuser.</summary>
    public string OperatorRole => address.Username!;

    /// <summary>A pool of its own for the jobs, so that neither they nor the controller wait for the other's connections. The caller owns it.</summary>
    public NpgsqlDataSource ForJobs() =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(address.ConnectionString) { MaxPoolSize = 10, ApplicationName = "id-bellen-jobs" });

    /// <summary>
    /// An open connection to a tenant's database with a role's rights instead of the operator's own. Not pooled: a pooled one would
    /// outlive its use and stand in the way of dropping the database.
    /// </summary>
    /// <param name="database">The tenant's.</param>
    /// <param name="role">Whose rights.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="serverLimit">After so long the server ends a statement, a pause in a transaction and one between two by itself; null: never.</param>
    public async Task<NpgsqlConnection> OpenAsync(string database, string role, CancellationToken cancellationToken, TimeSpan? serverLimit = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(address.ConnectionString) { Database = database, Pooling = false, Options = $"-c role={role}" };
        if (serverLimit is { } limit)
        {
            var milliseconds = limit.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
            settings.Options += $" -c statement_timeout={milliseconds} -c idle_in_transaction_session_timeout={milliseconds} -c idle_session_timeout={milliseconds}";
        }
        return await OpenAsync(settings, cancellationToken);
    }

    /// <summary>Whether a role may log in to a database with a password. Other faults than a refusal are thrown.</summary>
    public async Task<bool> CanLogInAsync(string database, string role, string password, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(address.ConnectionString)
        {
            Database = database,
            Username = role,
            Password = password,
            Pooling = false,
        };
        try
        {
            await using var connection = await OpenAsync(settings, cancellationToken);
            return true;
        }
        // The second: the role is locked, or pg_hba.conf does not let it in.
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlConnectionStringBuilder settings, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
