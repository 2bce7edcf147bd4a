using System.Text;
using IdBellen.Operator.Municipalities.Teardown;
using IdBellen.Operator.Receipts;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Retention;
using Npgsql;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Teardown;

/// <summary>What a platform admin has in hand afterwards.</summary>
public sealed class ReceiptTests(TestEnvironment environment)
{
    [Fact]
    public async Task A_key_that_is_broken_is_reported_and_never_replaced_and_the_teardown_completes_once_it_is_mended()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var municipality = scene.Municipality;
        var secrets = platform.Client.CoreV1;
        var broken = Secret("no key");
        await secrets.CreateNamespacedSecretAsync(broken, platform.SystemNamespace);

        await platform.DeleteAsync(names.Tenant.Value);
        var blocked = await platform.ConditionAsync(names.Tenant.Value, ConditionTypes.Ready,
            condition => condition.Reason == "TeardownBlocked");
        blocked.Status!.Teardown!.Stage.Should().Be("IssuingReceipt");
        blocked.Status.Condition(ConditionTypes.Ready)!.Message.Should().Contain(ReceiptKeys.SecretName).And.Contain(
            platform.SystemNamespace);
        await platform.NothingIsLeftAsync(names);
        await scene.Operator.ReconciledAsync(names.Tenant.Value);
        (await secrets.ReadNamespacedSecretAsync(ReceiptKeys.SecretName, platform.SystemNamespace)).Data[ReceiptKeys.PrivateEntry]
            .Should().Equal(Encoding.UTF8.GetBytes("no key"));

        await secrets.ReplaceNamespacedSecretAsync(Secret(ReceiptKey.NewPem()), ReceiptKeys.SecretName, platform.SystemNamespace);

        await platform.GoneAsync(names.Tenant.Value);
        (await platform.ReceiptAsync(municipality)).Dropped.Databases.Should().Equal(names.Database);
    }

    // The tests' server has synchronous_commit off, and would forget its last moments in a crash.
    [Fact]
    public async Task What_a_teardown_has_written_is_on_disk_whatever_the_servers_default()
    {
        await using var platform = await environment.PlatformAsync();
        await using var connection = new NpgsqlConnection(platform.Postgres.SuperuserConnection(platform.Database) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var flushed = new NpgsqlCommand("SELECT pg_current_wal_flush_lsn() >= $1", connection);
        for (var round = 0; round < 20; round++)
        {
            var record = await TeardownRecord.LoadAsync(connection, $"uid-{round}", TestContext.Current.CancellationToken);
            foreach (var write in (Func<Task>[])[
                () => record.BeginAsync("arnhem", DateTimeOffset.UtcNow, TestContext.Current.CancellationToken),
                () => record.EnterAsync("a stage", DateTimeOffset.UtcNow, TestContext.Current.CancellationToken),
                () => record.SealAsync("a receipt", TestContext.Current.CancellationToken)])
            {
                await using var before = new NpgsqlCommand("SELECT pg_current_wal_insert_lsn()", connection);
                var place = (NpgsqlTypes.NpgsqlLogSequenceNumber)(await before.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
                await write();
                flushed.Parameters.Clear();
                flushed.Parameters.Add(new() { Value = place, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.PgLsn });
                (await flushed.ExecuteScalarAsync(TestContext.Current.CancellationToken)).Should().Be(true);
            }
        }
    }

    [Fact]
    public async Task What_was_signed_before_the_operator_died_is_what_is_handed_out()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var municipality = scene.Municipality;
        // Something else stands under its name, so the teardown stops between the row and the ConfigMap.
        var foreign = new V1ConfigMap { Metadata = new V1ObjectMeta { Name = ReceiptStore.NameOf(municipality) } };
        await platform.Client.CoreV1.CreateNamespacedConfigMapAsync(foreign, platform.SystemNamespace);

        await platform.DeleteAsync(names.Tenant.Value);
        await platform.ConditionAsync(
            names.Tenant.Value, ConditionTypes.Ready,
            condition => condition.Message.Contains(foreign.Metadata.Name, StringComparison.Ordinal));
        var signed = (await platform.Postgres.QueryAsync("SELECT receipt FROM teardown", platform.Database)).Single();
        await scene.Operator.ReconciledAsync(names.Tenant.Value);
        await platform.Client.CoreV1.DeleteNamespacedConfigMapAsync(foreign.Metadata.Name, platform.SystemNamespace);

        await platform.GoneAsync(names.Tenant.Value);
        (await platform.ReceiptTextAsync(municipality)).Should().Be(signed);
        (await platform.ReceiptAsync(municipality)).Municipality.Uid.Should().Be(municipality.Uid);
    }

    [Fact]
    public async Task It_says_what_was_done_and_nothing_of_anybody()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var municipality = scene.Municipality;
        var marker = $"marker{Guid.NewGuid():N}";
        await using (var connection = new NpgsqlConnection(platform.Postgres.SuperuserConnection(names.Database) + ";Pooling=false"))
        {
            await connection.OpenAsync();
            var database = new PurgedDatabase(connection, DateTimeOffset.UtcNow);
            await database.AddCallAsync(marker, await database.AddSessionAsync(TimeSpan.FromMinutes(50)));
            await database.AddAsync(new Account
            {
                Id = Guid.NewGuid(),
                UserName = $"{marker}@example.nl",
                Email = $"{marker}@example.nl",
                DisplayName = marker
            });
        }

        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);

        var receipt = await platform.ReceiptAsync(municipality);
        receipt.Municipality.Should().Be(new ReceiptMunicipality(names.Tenant.Value, platform.Namespace, municipality.Uid));
        (receipt.Erased.Calls, receipt.Erased.Sessions, receipt.Erased.Rows["account"]).Should().Be((1, 1, 1));
        receipt.Dropped.Databases.Should().Equal(names.Database);
        receipt.AccessLogUnconfirmed.Should().BeNull("nobody was to receive it");
        receipt.Dropped.Roles.Should().BeEquivalentTo(names.Roles);
        receipt.Dropped.Secrets.Should().BeEquivalentTo(names.Secrets);
        receipt.Dropped.PlatformRows["tenant"].Should().Be(1);
        receipt.Verified.NothingLeftIn.Should().Contain(["pg_database", "pg_roles", "pg_shdescription"]);
        receipt.Stages.Select(stage => stage.Name).Should().Equal(
            "EndingCalls", "Draining", "RollingBackPreparedTransactions", "Counting", "RollingUpEvaluation", "Fencing", "DroppingDatabase",
            "DroppingRoles", "RemovingPlatformRows", "DeletingSecrets", "Verifying", "IssuingReceipt");
        string.CompareOrdinal(receipt.Deletion.BegunAt, receipt.Deletion.CompletedAt).Should().BeNegative();
        await SaysNothingAsync(platform, scene.Operator, municipality, marker);
    }

    [Fact]
    public async Task Namesakes_each_have_their_own_of_one_key()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var first = scene.Municipality;
        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);
        var second = await platform.CreateAsync(platform.Sample("arnhem"));
        await platform.ReadyAsync(names.Tenant.Value);
        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);

        (await platform.ReceiptAsync(first)).Municipality.Uid.Should().Be(first.Uid);
        (await platform.ReceiptAsync(second)).Municipality.Uid.Should().Be(second.Uid);
        var receipts = await platform.Client.CoreV1.ListNamespacedConfigMapAsync(
            platform.SystemNamespace, labelSelector: $"{WellKnown.ReceiptLabel}=teardown,{WellKnown.MunicipalityLabel}={names.Tenant}");
        receipts.Items.Should().HaveCount(2);
        (await platform.Client.CoreV1.ReadNamespacedConfigMapAsync(ReceiptKeys.ConfigMapName, platform.SystemNamespace)).Data.Should()
            .ContainSingle();
    }

    [Fact]
    public async Task A_new_key_is_published_beside_the_old_and_operators_that_race_have_one()
    {
        await using var platform = await environment.PlatformAsync();
        var options = Microsoft.Extensions.Options.Options.Create(
            new IdBellen.Operator.Cluster.KubernetesOptions { SystemNamespace = platform.SystemNamespace });
        var keys = new ReceiptKeys(platform.Client, options);

        var raced = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => keys.GetAsync(CancellationToken.None)));
        raced.Select(answer => answer.Key!.Id).Distinct(StringComparer.Ordinal).Should().ContainSingle();
        await platform.Client.CoreV1.DeleteNamespacedSecretAsync(ReceiptKeys.SecretName, platform.SystemNamespace);
        var (later, _) = await keys.GetAsync(CancellationToken.None);

        (await platform.Client.CoreV1.ReadNamespacedConfigMapAsync(ReceiptKeys.ConfigMapName, platform.SystemNamespace)).Data.Keys
            .Should().BeEquivalentTo([$"{raced[0].Key!.Id}.pem", $"{later!.Id}.pem"]);
    }

    private static async Task SaysNothingAsync(TestPlatform platform, RunningOperator running, Municipality municipality, string marker)
    {
        (await platform.ReceiptTextAsync(municipality)).Should().NotContain(marker).And.NotContain("beheer@example.nl");
        (await platform.Postgres.QueryAsync("SELECT facts::text FROM teardown", platform.Database)).Single().Should().NotContain(marker);
        running.Log.Lines.Should().NotContain(line => line.Contains(marker, StringComparison.Ordinal));
        var events = await platform.Client.EventsV1.ListNamespacedEventAsync(platform.Namespace);
        events.Items.Should().Contain(occurrence => occurrence.Reason == "TornDown");
        events.Items.Should().NotContain(occurrence => occurrence.Note.Contains(marker, StringComparison.Ordinal));
    }

    private static V1Secret Secret(string key) => new()
    {
        Metadata = new V1ObjectMeta { Name = ReceiptKeys.SecretName },
        StringData = new Dictionary<string, string>(StringComparer.Ordinal) { [ReceiptKeys.PrivateEntry] = key },
    };
}
