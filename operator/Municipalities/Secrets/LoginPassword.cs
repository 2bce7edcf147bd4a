using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Secrets;

/// <summary>The password of a login role in PostgreSQL, which can only be verified by logging in.</summary>
internal sealed class LoginPassword(PostgresServer server)
{
    /// <summary>The outcome.</summary>
    internal enum Result
    {
        /// <summary>The password is correct.</summary>
        Right,

        /// <summary>The password is correct, but all connections of the role are in use.</summary>
        Crowded,

        /// <summary>The password was reset and works.</summary>
        Repaired,

        /// <summary>
        /// The password was reset and still does not work: something other than the role refuses it, such as pg_hba.conf.
        /// </summary>
        Refused,
    }

    /// <param name="connection">To the platform database, with the municipality's lock.</param>
    public async Task<Result> EnsureAsync(
        NpgsqlConnection connection, string database, string role, string password, CancellationToken cancellationToken)
    {
        var before = await server.CheckLoginAsync(database, role, password, cancellationToken);
        if (before != LoginCheck.Refused) return before == LoginCheck.Crowded ? Result.Crowded : Result.Right;
        await SetAsync(connection, role, password, cancellationToken);
        return await server.CheckLoginAsync(database, role, password, cancellationToken) == LoginCheck.Refused
            ? Result.Refused : Result.Repaired;
    }

    private static Task SetAsync(NpgsqlConnection connection, string role, string password, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            $"ALTER ROLE {new Identifier(role)} LOGIN PASSWORD {new Literal(ScramVerifier.Create(password))} VALID UNTIL 'infinity'",
            cancellationToken);
}
