using System.Text.RegularExpressions;

namespace IdBellen.Tests.Unit.Architecture;

/// <summary>
/// The api's connections keep what they prepared and are not reset when they go back to their pool. So no statement may leave something in
/// its session, and none may return whatever columns a table happens to have.
/// </summary>
public sealed partial class PreparedStatementTests
{
    [Theory]
    [InlineData("SET statement_timeout = 5")]
    [InlineData("SET ROLE somebody")]
    [InlineData("set_config('lock_timeout', '2s', false)")]
    [InlineData("SELECT pg_advisory_lock(1)")]
    [InlineData("SELECT pg_try_advisory_lock_shared(1)")]
    [InlineData("CREATE TEMPORARY TABLE t")]
    [InlineData("DECLARE c CURSOR WITH HOLD FOR SELECT 1")]
    [InlineData("PREPARE p AS SELECT 1")]
    [InlineData("LISTEN news")]
    public void What_stays_in_a_session_is_recognised(string sql) => StaysInSession().IsMatch($"\"{sql}\"").Should().BeTrue();

    [Theory]
    [InlineData("SET LOCAL lock_timeout = '5s'")]
    [InlineData("set_config('lock_timeout', '2s', true)")]
    [InlineData("SELECT pg_advisory_xact_lock(1)")]
    [InlineData("UPDATE session SET state = 'Matched'")]
    public void What_ends_with_its_transaction_is_not(string sql) => StaysInSession().IsMatch($"\"{sql}\"").Should().BeFalse();

    // The listener keeps its connection for as long as the program runs.
    [Fact]
    public void Nothing_stays_in_a_session_of_the_api() =>
        FilesWith(StaysInSession(), "api").Should().Equal("api/Platform/Notifications/HintListener.cs");

    [Fact]
    public void Every_statement_of_the_api_names_its_columns() => FilesWith(AllColumns(), "api").Should().BeEmpty();

    private static IEnumerable<string> FilesWith(Regex pattern, string folder) => SourceTree.Whole.Texts
        .Where(file => file.Key.StartsWith($"{folder}/", StringComparison.Ordinal) && pattern.IsMatch(file.Value))
        .Select(file => file.Key);

    // SET begins a statement here, as the SET of an UPDATE does not.
    [GeneratedRegex(
        @"[""`;]\s*SET (?!LOCAL )[A-Za-z]|set_config\([^)]*false|pg_(try_)?advisory_lock|CREATE (GLOBAL |LOCAL )?TEMP|CURSOR WITH HOLD"
            + @"|[""`;]\s*(PREPARE|LISTEN) ",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StaysInSession();

    [GeneratedRegex(@"(SELECT|RETURNING) (\w+\.)?\*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AllColumns();
}
