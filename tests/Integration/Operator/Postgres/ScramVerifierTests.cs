using IdBellen.Operator.Postgres;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Postgres;

public sealed class ScramVerifierTests(TestEnvironment environment)
{
    [Fact]
    public void A_password_that_would_need_SASLprep_is_refused()
    {
        var act = () => ScramVerifier.Create("wachtwoordje€");

        act.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Two_verifiers_of_one_password_differ()
    {
        ScramVerifier.Create("pencil").Should().NotBe(ScramVerifier.Create("pencil"));
    }

    [Fact]
    public void The_keys_are_those_of_the_example_in_RFC_7677()
    {
        // Section 3: user "user", password "pencil", this salt, 4096 iterations. PostgreSQL's form of StoredKey and ServerKey.
        ScramVerifier.Create("pencil", Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ=="))
            .Should().Be("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");
    }

    [Fact]
    public async Task PostgreSQL_accepts_the_password_of_a_verifier_and_no_other()
    {
        await using var platform = await environment.PlatformAsync();
        var role = platform.Name("scram");
        await platform.Postgres.ExecuteAsync($"CREATE ROLE \"{role}\" LOGIN PASSWORD '{ScramVerifier.Create("pencil")}'");
        var settings = new NpgsqlConnectionStringBuilder(
            platform.Postgres.SuperuserConnection(platform.Database))
        { Username = role, Pooling = false };

        settings.Password = "pencils";
        await using var wrong = new NpgsqlConnection(settings.ConnectionString);
        (await FluentlyOpen(wrong).Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InvalidPassword);

        settings.Password = "pencil";
        await using var right = new NpgsqlConnection(settings.ConnectionString);
        await FluentlyOpen(right).Should().NotThrowAsync();
    }

    private static Func<Task> FluentlyOpen(NpgsqlConnection connection) => connection.OpenAsync;
}
