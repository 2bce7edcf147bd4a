using System.Reflection;
using System.Text.RegularExpressions;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Integration.Tenancy.Postgres;

public sealed partial class AdvisoryLockTests(TestEnvironment environment)
{
    [Fact]
    public async Task What_one_holds_no_other_gets_until_it_is_given_back()
    {
        var postgres = await environment.PostgresAsync();
        await using var one = await postgres.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var other = await postgres.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var tenant = AdvisoryLocks.Tenant($"{Guid.NewGuid()}'");

        (await tenant.TryTakeAsync(one, TestContext.Current.CancellationToken)).Should().BeTrue();
        (await tenant.TryTakeAsync(other, TestContext.Current.CancellationToken)).Should().BeFalse();
        await tenant.ReleaseAsync(one);
        (await tenant.TryTakeAsync(other, TestContext.Current.CancellationToken)).Should().BeTrue();
        await tenant.ReleaseAsync(other);
    }

    [Fact]
    public async Task A_lock_of_a_transaction_ends_with_it_and_the_lock_on_a_row_is_that_on_its_call()
    {
        var postgres = await environment.PostgresAsync();
        await using var one = await postgres.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var other = await postgres.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var reference = Guid.NewGuid().ToString();

        await using (var transaction = await one.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await AdvisoryLocks.Call(reference).TakeAsync(one, TestContext.Current.CancellationToken);
            (await TryRowAsync(other, reference)).Should().BeFalse();
        }
        (await TryRowAsync(other, reference)).Should().BeTrue();
    }

    [Fact]
    public async Task No_two_have_the_same_key_whatever_a_call_is_called()
    {
        var fixedOnes = typeof(AdvisoryLocks).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => (AdvisoryLock)property.GetValue(null)!)
            .Where(one => one != AdvisoryLocks.CallOfRow).ToList();
        var names = fixedOnes.SelectMany(one => NameInLock().Matches(one.Wait)).Select(match => match.Groups["name"].Value).ToList();
        names.Should().Contain(["purge", "acceptance"]);
        var all = fixedOnes.Concat(names.SelectMany(
            name => (AdvisoryLock[])[AdvisoryLocks.Call(name), AdvisoryLocks.CallerNumber(name), AdvisoryLocks.Tenant(name)])).ToList();
        var postgres = await environment.PostgresAsync();
        // A new connection has nothing left over from others.
        await using var connection = new NpgsqlConnection(postgres.SuperuserConnection("postgres") + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);

        foreach (var one in all) await one.TakeAsync(connection, TestContext.Current.CancellationToken);

        await using var count = new NpgsqlCommand(
            "SELECT count(DISTINCT (classid, objid, objsubid)) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()",
            connection);
        (await count.ExecuteScalarAsync(TestContext.Current.CancellationToken)).Should().Be((long)all.Count);
    }

    [GeneratedRegex("hashtextextended\\('(?<name>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameInLock();

    private static async Task<bool> TryRowAsync(NpgsqlConnection connection, string reference)
    {
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command =
            new NpgsqlCommand($"SELECT {AdvisoryLocks.CallOfRow.Try} FROM (VALUES (@reference)) AS call (call_reference)",
                connection)
            { Parameters = { new("reference", reference) } };
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is true;
    }
}
