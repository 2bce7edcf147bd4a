using System.Security.Cryptography;
using System.Text;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Environment;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdBellen.Tests.Support.Operator.Retention;

/// <summary>A municipality's database with rows as old as a test wants.</summary>
internal sealed class PurgedDatabase(NpgsqlConnection connection, DateTimeOffset now)
{
    public NpgsqlConnection Connection => connection;

    /// <summary>A migrated one, without an operator.</summary>
    public static async Task<PurgedDatabase> CreateAsync(TestPlatform platform, DateTimeOffset now)
    {
        var name = platform.NamesWithoutResource("arnhem").Database;
        await platform.Postgres.ExecuteAsync($"CREATE DATABASE \"{name}\"");
        return await OpenAsync(platform, name, now, migrate: true);
    }

    /// <summary>One that an operator made.</summary>
    public static async Task<PurgedDatabase> OpenAsync(TestPlatform platform, string name, DateTimeOffset now, bool migrate = false)
    {
        var connection = new NpgsqlConnection(platform.Postgres.SuperuserConnection(name) + ";Pooling=false");
        await connection.OpenAsync();
        await using var context = new TenantDbContext(Options(connection));
        if (migrate) await context.Database.MigrateAsync();
        return new PurgedDatabase(connection, now);
    }

    /// <param name="expires">From now, negative when it is past.</param>
    /// <param name="state">How far it has come.</param>
    /// <param name="codeExpires">From now; null before disclosure.</param>
    public async Task<Guid> AddSessionAsync(TimeSpan expires, SessionState state = SessionState.Disclosed, TimeSpan? codeExpires = null)
    {
        var session = new Session
        {
            Id = Guid.NewGuid(),
            StatusTokenHash = RandomNumberGenerator.GetBytes(32),
            Purpose = "uitkering",
            RequestedJson = "[]",
            State = state,
            IrmaTokenSealed = [1],
            CodeHash = RandomNumberGenerator.GetBytes(32),
            AttributesSealed = [1],
            KeyId = "1",
            CreatedAt = now + expires - TimeSpan.FromMinutes(60),
            ExpiresAt = now + expires,
            CodeExpiresAt = now + codeExpires,
        };
        await AddAsync(session);
        return session.Id;
    }

    /// <param name="reference">The exchange's name for the call.</param>
    /// <param name="session">Whose call it is.</param>
    /// <param name="arrived">From now.</param>
    /// <param name="hungUp">From now; null while it goes on.</param>
    /// <param name="expires">From now.</param>
    /// <param name="heard">When the exchange last told of it, from now.</param>
    /// <param name="taken">Whether an agent has it.</param>
    /// <param name="number">Whether the caller's number is known.</param>
    public Task AddCallAsync(
        string reference, Guid? session = null, TimeSpan arrived = default, TimeSpan? hungUp = null, TimeSpan? expires =
            null, TimeSpan heard = default, bool taken = false,
        bool number = true) =>
        AddAsync(new Call
        {
            Id = Guid.NewGuid(),
            CallReference = reference,
            SessionId = session,
            Identified = session is not null,
            ArrivedAt = now + arrived,
            LastHeardAt = now + heard,
            TakenBy = taken ? Guid.NewGuid() : null,
            HungUpAt = now + hungUp,
            CallerNumberSealed = number ? [1] : null,
            KeyId = "1",
            ExpiresAt = now + (expires ?? TimeSpan.FromMinutes(60)),
        });

    public async Task AddAsync(object row)
    {
        await using var context = new TenantDbContext(Options(connection));
        context.Add(row);
        await context.SaveChangesAsync();
    }

    public async Task<IReadOnlyList<T>> AllAsync<T>()
        where T : class
    {
        await using var context = new TenantDbContext(Options(connection));
        return await context.Set<T>().AsNoTracking().ToListAsync();
    }

    public static byte[] HashOf(string reference) => SHA256.HashData(Encoding.UTF8.GetBytes(reference));

    // The connection stays open for the next question.
    private static DbContextOptions<TenantDbContext> Options(NpgsqlConnection connection) =>
        new DbContextOptionsBuilder<TenantDbContext>()
            .UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable("schema_version")).UseSnakeCaseNamingConvention().Options;
}
