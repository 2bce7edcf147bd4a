using AwesomeAssertions;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Integration.Api.Platform.SlotKeys;

public sealed class SlotKeyRingTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly Guid Row = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_past_its_deadline_is_given_to_nobody_even_where_its_table_is_not_emptied()
    {
        using var scene = await RingScene.CreateAsync(fixture);
        var (one, other) = (scene.Replica(), scene.Replica());
        var key = await one.CurrentAsync(scene.Retention, Token);

        scene.Time.Advance(scene.Retention);

        (await other.FindAsync(key.Id, Token)).Should().BeNull();
        one.Find(key.Id).Should().BeNull();
        (await scene.StoredAsync()).Should().Contain(key.Id, "nobody has emptied it yet");
    }

    [Fact]
    public async Task A_key_is_not_put_back_after_its_deadline()
    {
        using var scene = await RingScene.CreateAsync(fixture);
        var ring = scene.Replica();
        await ring.CurrentAsync(scene.Retention, Token);
        await scene.LoseAsync();

        scene.Time.Advance(scene.Retention);

        (await ring.TendAsync(Token)).Should().Be(0);
        (await scene.StoredAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task At_the_deadline_the_key_is_overwritten_and_its_table_gets_a_new_file()
    {
        using var scene = await RingScene.CreateAsync(fixture);
        var ring = scene.Replica();
        var key = await ring.CurrentAsync(scene.Retention, Token);
        var file = await FilesAsync(scene);

        scene.Time.Advance(scene.Retention);
        ring.Forget();

        ((Action)(() => key.Close("x", Row, "column"))).Should().Throw<System.Security.Cryptography.CryptographicException>();
        ring.IsDue.Should().BeTrue();
        (await ring.EmptyAsync(Token)).Should().BeTrue();
        (await scene.StoredAsync()).Should().BeEmpty();
        (await FilesAsync(scene)).Except(file).Should().ContainSingle("one table was truncated");
    }

    [Fact]
    public async Task A_table_that_somebody_holds_is_emptied_when_it_is_free_and_nobody_waits_for_it()
    {
        using var scene = await RingScene.CreateAsync(fixture);
        var ring = scene.Replica();
        await ring.CurrentAsync(scene.Retention, Token);
        await using var holder =
            new NpgsqlConnection(fixture.Platform.Postgres.SuperuserConnection(scene.Municipality.Database) + ";Pooling=false");
        await holder.OpenAsync(Token);
        await using (var transaction = await holder.BeginTransactionAsync(Token))
        {
            await using var read = new NpgsqlCommand($"SELECT count(*) FROM ({SlotKeyTables.All}) ring", holder);
            await read.ExecuteScalarAsync(Token);
            scene.Time.Advance(scene.Retention);

            (await ring.EmptyAsync(Token)).Should().BeFalse();
            var next = await ring.CurrentAsync(scene.Retention, Token);

            (await scene.StoredAsync()).Should().Contain(next.Id).And.HaveCount(2);
        }

        (await ring.EmptyAsync(Token)).Should().BeTrue();
        (await scene.StoredAsync()).Should().ContainSingle("the living key stays");
    }

    [Fact]
    public async Task While_a_replica_may_put_a_lost_key_back_nobody_makes_another_for_its_slot()
    {
        using var scene = await RingScene.CreateAsync(fixture);
        var clock = new StoppedTime(scene.Time.GetUtcNow());
        var (one, other) = (scene.Replica(), scene.Replica(clock));
        var key = await one.CurrentAsync(scene.Retention, Token);
        await scene.LoseAsync();

        var asking = other.ForAsync(key.ExpiresAt, Token).AsTask();
        await clock.IsWaitedForAsync();
        (await one.TendAsync(Token)).Should().Be(1, "who waits holds no lock");
        asking.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        (await asking).Id.Should().Be(key.Id);
        (await scene.StoredAsync()).Should().Equal(key.Id);
    }

    [Fact]
    public async Task A_lost_key_that_nobody_puts_back_is_replaced_in_the_end()
    {
        using var scene = await RingScene.CreateAsync(fixture);
        var (one, other) = (scene.Replica(), scene.Replica());
        var lost = await one.CurrentAsync(scene.Retention, Token);
        await scene.LoseAsync();

        var made = await other.ForAsync(lost.ExpiresAt, Token);

        made.Id.Should().NotBe(lost.Id);
        (await one.TendAsync(Token)).Should().Be(1, "what was sealed with the lost one can still be opened");
        (await scene.StoredAsync()).Should().BeEquivalentTo(made.Id, lost.Id);
    }

    [Fact]
    public async Task A_key_that_another_tenant_key_wrapped_is_passed_over()
    {
        using var scene = await RingScene.CreateAsync(fixture);
        var (one, other) = (scene.Replica(), scene.Replica());
        var old = await one.CurrentAsync(scene.Retention, Token);
        await scene.ExecuteAsync($"UPDATE {SlotKeyTables.Name(0)} SET wrapped = decode(repeat('01', 61), 'hex')");

        (await other.FindAsync(old.Id, Token)).Should().BeNull();
    }

    [Fact]
    public async Task A_municipality_that_is_gone_leaves_no_key_that_works()
    {
        using var scene = await RingScene.CreateAsync(fixture);
        var ring = scene.Replica();
        var key = await ring.CurrentAsync(scene.Retention, Token);

        ring.Dispose();

        ((Action)(() => key.Close("x", Row, "column"))).Should().Throw<System.Security.Cryptography.CryptographicException>();
    }

    [Fact]
    public async Task Everybody_in_one_slot_has_the_same_key_and_the_next_slot_another()
    {
        using var scene = await RingScene.CreateAsync(fixture);
        var replicas = Enumerable.Range(0, 4).Select(_ => scene.Replica()).ToList();

        var keys = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => replicas[i % 4].CurrentAsync(scene.Retention, Token).AsTask()));
        scene.Time.Advance(scene.Retention / 12);
        var next = await replicas[0].CurrentAsync(scene.Retention, Token);

        keys.Select(key => key.Id).Distinct().Should().ContainSingle().Which.Should().NotBe(next.Id);
        replicas[1].Find(next.Id).Should().BeNull("it has not read it");
        (await replicas[1].FindAsync(next.Id, Token))!.OpenText(next.Close("geheim", Row, "column"), Row, "column").Should().Be("geheim");
    }

    [Fact]
    public async Task The_ring_has_room_for_two_retentions_at_once()
    {
        using var scene = await RingScene.CreateAsync(fixture);
        var ring = scene.Replica();
        for (var slot = 0; slot < 13; slot++)
        {
            await ring.CurrentAsync(scene.Retention, Token);
            scene.Time.Advance(scene.Retention / 12);
        }
        var shorter = TimeSpan.FromMinutes(12);
        for (var slot = 0; slot < 13; slot++)
        {
            await ring.CurrentAsync(shorter, Token);
            scene.Time.Advance(shorter / 12);
        }

        (await scene.StoredAsync()).Should().HaveCountGreaterThanOrEqualTo(20,
            "some of both have the same deadline and share a key").And.HaveCountLessThanOrEqualTo(SlotKeyTables.Count);
    }

    private static Task<IReadOnlyList<string>> FilesAsync(RingScene scene) =>
        scene.Municipality.QueryAsync("SELECT relname || ' ' || relfilenode FROM pg_class WHERE relname ~ '^slot_key_[0-9][0-9]$'");
}
