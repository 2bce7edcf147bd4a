using System.Globalization;
using IdBellen.Tenancy.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdBellen.Operator.Postgres;

/// <summary>The server that holds the platform database and all tenant databases, as the operator's role reaches it.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly PostgresAddress address;

    public PostgresServer(IOptions<PlatformOptions> options)
    {
        address = PostgresAddress.Parse(options.Value.ConnectionString, "id-bellen-operator");
        Platform = address.Platform(size: 20).Open();
    }

    /// <summary>The platform database.</summary>
    public NpgsqlDataSource Platform { get; }

    public string Host => address.Host;

    public int Port => address.Port;

    public string PlatformDatabase => address.Database;

    /// <summary>The operator's own role: it can create databases and roles, and is not a superuser.</summary>
    public string OperatorRole => address.Username;

    /// <summary>Checks that a connection is one session: <see cref="SessionKeeping"/>.</summary>
    public Task<bool> KeepsSessionsAsync(CancellationToken cancellationToken) => SessionKeeping.IsKeptAsync(address, cancellationToken);

    /// <summary>
    /// A pool of its own for the jobs, so that neither they nor the controller wait for the other's connections. The caller owns it.
    /// </summary>
    public NpgsqlDataSource ForJobs() => address.Platform(size: 10, "id-bellen-jobs").Open();

    /// <summary>
    /// An open connection to a tenant's database with a role's rights instead of the operator's own. Not pooled: a pooled one would
    /// outlive its use and block dropping the database.
    /// </summary>
    /// <param name="role">The role to set.</param>
    /// <param name="serverLimit">The server's time limit for a statement, an idle transaction and an idle session; null: none.</param>
    public async Task<NpgsqlConnection> OpenAsync(
        string database, string role, CancellationToken cancellationToken, TimeSpan? serverLimit = null)
    {
        Statement preparation = $"SET ROLE {new Identifier(role)}";
        if (serverLimit is not { } limit) return await address.OpenAsync(database, preparation.ToString(), cancellationToken);
        var milliseconds = new Literal(limit.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        Statement limits =
            $"SET statement_timeout = {milliseconds}; SET idle_in_transaction_session_timeout = {milliseconds}; SET idle_session_timeout "
                + $"= {milliseconds}";
        return await address.OpenAsync(database, $"{preparation}; {limits}", cancellationToken);
    }

    /// <summary>Checks that a role can log in to a database with a password. Throws for any fault other than a refusal.</summary>
    public async Task<LoginCheck> CheckLoginAsync(string database, string role, string password, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await address.LogInAsync(new DatabaseLogin(database, role, password), cancellationToken);
            return LoginCheck.Accepted;
        }
        // The second: the role is locked, or pg_hba.conf refuses it. The third: PgBouncer's only error for a wrong password, a locked role
        // or a role without a password.
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification
            or PostgresErrorCodes.ProtocolViolation)
        {
            return LoginCheck.Refused;
        }
        // The server checks only the limits of a role and of a database after the password. Compares the routine, because the message is
        // localised.
        catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections
            && full.Routine is "InitializeSessionUserId" or "CheckMyDatabase")
        {
            return LoginCheck.Crowded;
        }
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}

/// <summary>The outcome of a login attempt at PostgreSQL.</summary>
internal enum LoginCheck
{
    /// <summary>The login succeeded.</summary>
    Accepted,

    /// <summary>The password is right, and all connections that the role or the database may have are in use.</summary>
    Crowded,

    /// <summary>The password is wrong, the role is locked, or pg_hba.conf does not let it in.</summary>
    Refused,
}
