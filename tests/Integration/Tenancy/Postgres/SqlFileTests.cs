using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Integration.Tenancy.Postgres;

public sealed class SqlFileTests(TestEnvironment environment)
{
    [Theory]
    [InlineData("den-haag")]
    [InlineData("a\"; DROP ROLE postgres; --")]
    [InlineData("select")]
    [InlineData("Groß 'n \\ :\"other\" fijn")]
    public async Task Any_name_and_any_text_arrive_as_they_are(string text)
    {
        var postgres = await environment.PostgresAsync();
        await using var connection = await postgres.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);

        await new SqlFile("CREATE TABLE :\"table\" (); COMMENT ON TABLE :\"table\" IS :'comment'")
            .ExecuteAsync(connection, TestContext.Current.CancellationToken, ("table", [text]), ("comment", [text]));

        await using var query = new NpgsqlCommand("SELECT obj_description(oid, 'pg_class') FROM pg_class WHERE relname = @name",
            connection)
        { Parameters = { new("name", text) } };
        (await query.ExecuteScalarAsync(TestContext.Current.CancellationToken)).Should().Be(text);
    }

    [Fact]
    public void A_hole_with_several_values_is_a_list() =>
        new SqlFile("TRUNCATE :\"tables\"; SELECT ARRAY[:'tables']").With(("tables", ["a", "b"])).Should()
            .Be("TRUNCATE \"a\", \"b\"; SELECT ARRAY['a', 'b']");

    [Fact]
    public void A_cast_is_no_hole() => new SqlFile("SELECT 'x'::\"char\"").With().Should().Be("SELECT 'x'::\"char\"");

    [Fact]
    public void A_hole_without_values_and_values_without_a_hole_are_mistakes()
    {
        var nothing = () => new SqlFile("DROP ROLE :\"role\"").With();
        var empty = () => new SqlFile("DROP ROLE :\"role\"").With(("role", []));
        var other = () => new SqlFile("DROP ROLE :\"role\"").With(("role", ["a"]), ("rule", ["a"]));

        nothing.Should().Throw<ArgumentException>().WithMessage("The hole :\"role\" has no values.*");
        empty.Should().Throw<ArgumentException>().WithMessage("The hole :\"role\" has no values.*");
        other.Should().Throw<ArgumentException>().WithMessage("The file has no hole rule.*");
    }

    [Fact]
    public void No_value_ends_what_is_quoted_with_dollar_signs()
    {
        var act = () => new SqlFile("DO $$ BEGIN DROP ROLE :\"role\"; END $$").With(("role", ["a$$; DROP ROLE b; $$"]));

        act.Should().Throw<ArgumentException>().WithMessage("A value with a dollar sign*");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var act = () => SqlFile.Beside(typeof(SlotKeyTables), "Elsewhere");

        act.Should().Throw<ArgumentException>()
            .WithMessage("Elsewhere.sql is not embedded beside IdBellen.Tenancy.SlotKeys.SlotKeyTables.*");
    }
}
