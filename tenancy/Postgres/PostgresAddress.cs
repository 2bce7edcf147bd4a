using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace IdBellen.Tenancy.Postgres;

/// <summary>
/// The PostgreSQL server, from the connection string of the platform database. Every connection of both programs is derived from it and
/// keeps its hosts, TLS, certificates, channel binding, time-outs and options. Only database, user, password and pool settings differ; the
/// latter determine the connection budget.
/// </summary>
public sealed class PostgresAddress
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    // Of each connection. The api has fewer that it repeats.
    private const int PreparedStatements = 100;

    // Without a pool a data source holds nothing but what it has parsed of its settings.
    private readonly ConcurrentDictionary<(string Database, string? Preparation), NpgsqlDataSource> single = new();

    private readonly NpgsqlConnectionStringBuilder platform;

    private PostgresAddress(NpgsqlConnectionStringBuilder platform) => this.platform = platform;

    /// <summary>One host, or several with commas.</summary>
    public string Host => platform.Host!;

    public int Port => platform.Port;

    /// <summary>The platform database.</summary>
    public string Database => platform.Database!;

    /// <summary>The role of this program.</summary>
    public string Username => platform.Username!;

    /// <summary>
    /// Null when the string is invalid, or lacks a host, database or user. No details are given, because they would quote it.
    /// </summary>
    /// <param name="connectionString">The connection string of the platform database.</param>
    /// <param name="application">The name that the server shows for our connections.</param>
    /// <param name="commandTimeout">The timeout of statements if the string does not set one; null: Npgsql's default.</param>
    public static PostgresAddress? TryParse(string connectionString, string application, TimeSpan? commandTimeout = null)
    {
        try
        {
            var given = new NpgsqlConnectionStringBuilder(connectionString);
            if (given is not { Host.Length: > 0, Database.Length: > 0, Username.Length: > 0 }) return null;
            if (!Names(given, "Timeout")) given.Timeout = (int)DefaultTimeout.TotalSeconds;
            if (commandTimeout is { } limit && !Names(given, "Command Timeout")) given.CommandTimeout = (int)limit.TotalSeconds;
            given.ApplicationName = application;
            Confine(given);
            return new PostgresAddress(given);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <exception cref="InvalidOperationException">The string is invalid, as for <see cref="TryParse"/>. The message names the
    /// setting.</exception>
    public static PostgresAddress Parse(string? connectionString, string application, TimeSpan? commandTimeout = null) =>
        TryParse(connectionString ?? "", application, commandTimeout)
        ?? throw new InvalidOperationException(
            "Set Platform__ConnectionString to an Npgsql connection string of the platform database, with Host, Database and Username.");

    /// <summary>A pool to the platform database.</summary>
    /// <param name="size">Maximum number of connections.</param>
    /// <param name="application">Another name than the address's.</param>
    /// <param name="keepAlive">The keepalive interval if the string does not set one.</param>
    /// <param name="keepsSessions">Whether connections keep what they prepared and are not reset: for statements that leave nothing in
    /// their session.</param>
    public PoolSettings Platform(int size, string? application = null, TimeSpan? keepAlive = null, bool keepsSessions = false)
    {
        var settings = new NpgsqlConnectionStringBuilder(platform.ConnectionString) { MaxPoolSize = size };
        if (application is not null) settings.ApplicationName = application;
        if (keepAlive is { } pause && !Names(settings, "Keepalive")) settings.KeepAlive = (int)pause.TotalSeconds;
        if (keepsSessions) KeepSessions(settings);
        return new PoolSettings(settings);
    }

    /// <summary>
    /// A pool to a municipality's database: small, and quickly given back. Its connections keep what they prepared and are not reset.
    /// </summary>
    /// <param name="login">The database and the role.</param>
    /// <param name="size">Maximum number of connections.</param>
    public PoolSettings Tenant(DatabaseLogin login, int size)
    {
        var settings = Derive(login);
        settings.MaxPoolSize = size;
        settings.ConnectionIdleLifetime = 60;
        KeepSessions(settings);
        return new PoolSettings(settings);
    }

    /// <summary>One open connection to the platform database, as ourselves, that is in no pool.</summary>
    public Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => OpenSingleAsync(Database, null, cancellationToken);

    /// <summary>
    /// Opens a connection to any database with our own role. Not pooled, because an idle connection would block dropping the database.
    /// </summary>
    /// <param name="preparation">Statements that come first, also when a broken connection is opened again: a startup option could be
    /// ignored by a pooler.</param>
    public Task<NpgsqlConnection> OpenAsync(string database, string preparation, CancellationToken cancellationToken) =>
        OpenSingleAsync(database, preparation, cancellationToken);

    /// <summary>Opens an unpooled connection to a municipality's database, only to check that the login works.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "A source without a pool holds nothing; the connection is the caller's.")]
    public async Task<NpgsqlConnection> LogInAsync(DatabaseLogin login, CancellationToken cancellationToken)
    {
        var settings = Derive(login);
        settings.Pooling = false;
        var source = PostgresTypes.OfServer(new NpgsqlDataSourceBuilder(settings.ConnectionString)).Build();
        return await source.OpenConnectionAsync(cancellationToken);
    }

    // Overrides the string: pools count against the budget, sessions are separate and reset, and errors and logs have no values. Tables
    // are found in the schema public of each database.
    private static void Confine(NpgsqlConnectionStringBuilder settings)
    {
        settings.Pooling = true;
        settings.MinPoolSize = 0;
        settings.Multiplexing = false;
        settings.NoResetOnClose = false;
        settings.SearchPath = null;
        settings.IncludeErrorDetail = false;
        settings.LogParameters = false;
        settings.PersistSecurityInfo = false;
    }

    private static void KeepSessions(NpgsqlConnectionStringBuilder settings)
    {
        settings.NoResetOnClose = true;
        settings.MaxAutoPrepare = PreparedStatements;
        settings.AutoPrepareMinUsages = 2;
    }

    // ContainsKey is true for every keyword that Npgsql supports.
    private static bool Names(NpgsqlConnectionStringBuilder settings, string keyword) => settings.Keys.Any(key => key == keyword);

    private NpgsqlConnectionStringBuilder Derive(DatabaseLogin login) =>
        new(platform.ConnectionString) { Database = login.Database, Username = login.Username, Password = login.Password, Passfile = null };

    private async Task<NpgsqlConnection> OpenSingleAsync(string database, string? preparation, CancellationToken cancellationToken) =>
        await single.GetOrAdd((database, preparation), key => Single(key.Database, key.Preparation)).OpenConnectionAsync(cancellationToken);

    private NpgsqlDataSource Single(string database, string? preparation)
    {
        var builder = PostgresTypes.OfServer(new NpgsqlDataSourceBuilder(
            new NpgsqlConnectionStringBuilder(platform.ConnectionString) { Database = database, Pooling = false }.ConnectionString));
        if (preparation is not null)
            builder.UsePhysicalConnectionInitializer(connection => Prepare(connection, preparation),
                connection => PrepareAsync(connection, preparation));
        return builder.Build();
    }

    [SuppressMessage("Security", "CA2100", Justification = "The caller's own text, with quoted identifiers and literals.")]
    private static void Prepare(NpgsqlConnection connection, string preparation)
    {
        using var command = new NpgsqlCommand(preparation, connection);
        command.ExecuteNonQuery();
    }

    [SuppressMessage("Security", "CA2100", Justification = "The caller's own text, with quoted identifiers and literals.")]
    private static async Task PrepareAsync(NpgsqlConnection connection, string preparation)
    {
        await using var command = new NpgsqlCommand(preparation, connection);
        await command.ExecuteNonQueryAsync();
    }
}
