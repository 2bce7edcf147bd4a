using IdBellen.Operator.Postgres;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Secrets;

/// <summary>The password of a login role in PostgreSQL, which only a log-in can tell to be right.</summary>
public sealed class LoginPassword(PostgresServer server)
{
    /// <summary>What became of it.</summary>
    public enum Result
    {
        /// <summary>It was right.</summary>
        Right,

        /// <summary>It was set anew and works.</summary>
        Repaired,

        /// <summary>It was set anew and still does not work: something outside PostgreSQL's roles refuses it.</summary>
        Refused,
    }

    public async Task<Result> EnsureAsync(string database, string role, string password, CancellationToken cancellationToken)
    {
        if (await server.CanLogInAsync(database, role, password, cancellationToken)) return Result.Right;
        await using (var connection = await server.Platform.OpenConnectionAsync(cancellationToken))
            await SetAsync(connection, role, password, cancellationToken);
        return await server.CanLogInAsync(database, role, password, cancellationToken) ? Result.Repaired : Result.Refused;
    }

    private static Task SetAsync(NpgsqlConnection connection, string role, string password, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            $"ALTER ROLE {new Identifier(role)} LOGIN PASSWORD {new Literal(ScramVerifier.Create(password))} VALID UNTIL 'infinity'", cancellationToken);
}
