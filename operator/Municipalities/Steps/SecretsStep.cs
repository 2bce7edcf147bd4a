using IdBellen.Operator.Municipalities.Secrets;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using Microsoft.Extensions.Options;
using Content = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>The generated Secrets exist and are well formed, and the api's password is the one that PostgreSQL knows.</summary>
public sealed class SecretsStep(
    SecretStore secrets, LoginPassword logins, PostgresServer server, IOptions<HostingOptions> hosting, TimeProvider time) : IStep
{
    public string Condition => ConditionTypes.SecretsReady;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var names = context.Names;
        var admins = context.Municipality.Spec is { SignIn: null, Admins: { } kept } ? kept : [];
        (string Name, Func<Content, Content> Content)[] generated =
        [
            (names.DatabaseSecret, existing => DatabaseSecret.Values(existing, server, names)),
            (names.ExchangeSecret, ExchangeSecret.Content),
            (names.OidcSecret, OidcSecret.Content),
            (names.KeysSecret, KeysSecret.Content),
            (names.FirstAdminsSecret, existing => FirstAdminsSecret.Content(existing, admins, hosting.Value.OriginOf(context.Municipality))),
        ];
        foreach (var (name, desire) in generated)
        {
            var existing = await secrets.ReadAsync(context.Municipality.Metadata.NamespaceProperty, name, cancellationToken);
            if (existing is not null && SecretStore.IsOfAnother(existing, context.Uid))
                return StepOutcome.Failed("OwnedByAnother", $"Secret {name} belongs to another resource; remove it or give the municipality another name.");
            var isDatabase = name == names.DatabaseSecret;
            var desired = new SecretContent(
                desire(SecretContent.Of(existing)),
                isDatabase ? DatabaseSecret.Annotations(existing, context.Municipality, time.GetUtcNow()) : SecretContent.Empty);
            var (secret, wrote) = await secrets.EnsureAsync(context.Municipality, name, existing, desired, cancellationToken);
            if (wrote) context.Did("Secrets", [$"{(existing is null ? "made" : "repaired")} Secret {name}"]);
            if (isDatabase) context.DatabaseSecret = secret;
        }
        return await LogInAsync(context, SecretContent.Of(context.DatabaseSecret), cancellationToken);
    }

    private async Task<StepOutcome> LogInAsync(StepContext context, Content database, CancellationToken cancellationToken)
    {
        var role = database[SecretKeys.Database.Username];
        var result = await logins.EnsureAsync(context.Names.Database, role, database[SecretKeys.Database.Password], cancellationToken);
        if (result == LoginPassword.Result.Refused)
            return StepOutcome.Failed("LoginRefused", $"PostgreSQL refuses {role} although its password is set; check pg_hba.conf.");
        if (result == LoginPassword.Result.Repaired) context.Did("Secrets", [$"set the password of {role}"]);
        return StepOutcome.Done("SecretsPresent", "The generated Secrets are complete and the database accepts its password.");
    }
}
