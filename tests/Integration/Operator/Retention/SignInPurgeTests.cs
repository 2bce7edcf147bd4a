using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Retention;
using Microsoft.Extensions.Time.Testing;
using OpenIddict.EntityFrameworkCore.Models;

namespace IdBellen.Tests.Integration.Operator.Retention;

/// <summary>Sign-ins, tokens and the logs have times of their own; none of them is personal data of a caller.</summary>
public sealed class SignInPurgeTests(TestEnvironment environment)
{
    private static readonly DateTimeOffset Now = new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    [Fact]
    public async Task What_is_still_in_its_time_stays_and_the_rest_goes()
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        foreach (var (age, name) in ((TimeSpan, string)[])[(TimeSpan.Zero, "goes"), (-Second, "stays")])
        {
            await database.AddAsync(SignedIn(Now - age, name));
            await database.AddAsync(
                new AuditEvent { At = Now - AuditEvent.Lifetime - age, Action = AuditAction.SignedIn, ActorName = name });
            await database.AddAsync(new AccessLogRecord { At = Now - AuditEvent.Lifetime - age, Action = "taken", AccountName = name });
            var authorization =
                new OpenIddictEntityFrameworkCoreAuthorization { Id = name, CreationDate = (Now - TokenLifetime - age).UtcDateTime };
            await database.AddAsync(authorization);
        }
        await database.AddAsync(new OpenIddictEntityFrameworkCoreToken
        {
            Id = "goes",
            ExpirationDate = (Now - TokenLifetime).UtcDateTime,
            CreationDate = (Now - TokenLifetime).UtcDateTime
        });
        await database.AddAsync(new OpenIddictEntityFrameworkCoreToken
        {
            Id = "stays",
            ExpirationDate = (Now - TokenLifetime + Second).UtcDateTime,
            CreationDate = (Now - TokenLifetime).UtcDateTime
        });

        var result = await new TenantPurge(new FakeTimeProvider(Now)).RunAsync(database.Connection,
            new PurgeTerms(TimeSpan.FromMinutes(60), TimeSpan.Zero), TestContext.Current.CancellationToken);

        result.Should().Be(new PurgeResult(0, 0, 0, 5, null));
        (await database.AllAsync<SignedInSession>()).Should().ContainSingle().Which.DisplayName.Should().Be("stays");
        (await database.AllAsync<AuditEvent>()).Should().ContainSingle().Which.ActorName.Should().Be("stays");
        (await database.AllAsync<AccessLogRecord>()).Should().ContainSingle().Which.AccountName.Should().Be("stays");
        (await database.AllAsync<OpenIddictEntityFrameworkCoreAuthorization>()).Should().ContainSingle().Which.Id.Should().Be("stays");
        (await database.AllAsync<OpenIddictEntityFrameworkCoreToken>()).Should().ContainSingle().Which.Id.Should().Be("stays");
    }

    private static SignedInSession SignedIn(DateTimeOffset expires, string name) => new()
    {
        Id = Guid.NewGuid(),
        KeyHash = Guid.NewGuid().ToByteArray(),
        DisplayName = name,
        Provider = "",
        Subject = "1",
        IdTokenSealed = [1],
        KeyId = "1",
        ExpiresAt = expires,
    };
}
