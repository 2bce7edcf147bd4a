using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Postgres;

public sealed class StatementTests(TestEnvironment environment)
{
    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_name_that_PostgreSQL_cannot_have_is_refused(string name)
    {
        var act = () => new Identifier(name);

        act.Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData("den-haag")]
    [InlineData("a\"; DROP ROLE postgres; --")]
    [InlineData("select")]
    [InlineData("Groß 'n \\ fijn")]
    public async Task Any_name_and_any_text_arrive_as_they_are(string text)
    {
        var postgres = await environment.PostgresAsync();
        await using var connection = await postgres.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);

        await connection.ExecuteAsync($"CREATE TABLE {new Identifier(text)} ()", TestContext.Current.CancellationToken);
        await connection.ExecuteAsync($"COMMENT ON TABLE {new Identifier(text)} IS {new Literal(text)}",
            TestContext.Current.CancellationToken);

        await using var query =
            connection.Command("SELECT obj_description(oid, 'pg_class') FROM pg_class WHERE relname = @name", ("name", text));
        (await query.ExecuteScalarAsync(TestContext.Current.CancellationToken)).Should().Be(text);
    }
}
