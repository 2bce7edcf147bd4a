using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Secrets;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using k8s.Models;
using Microsoft.Extensions.Options;
using Content = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>Ensures that the generated Secrets exist and are well formed, and that PostgreSQL accepts the api's password.</summary>
internal sealed class SecretsStep(LoginPassword logins, PostgresServer server, IOptions<HostingOptions> hosting, TimeProvider time) : IStep
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
            (names.FirstAdminsSecret,
                existing => FirstAdminsSecret.Content(existing, admins, hosting.Value.OriginOf(context.Municipality))),
        ];
        foreach (var (name, desire) in generated)
        {
            var existing = await context.Secrets.ReadAsync(name, cancellationToken);
            if (existing is not null && !existing.IsMarkedFor(context.Uid)) return Stranger(existing, context.Uid);
            var isDatabase = name == names.DatabaseSecret;
            var desired = new SecretContent(
                desire(SecretContent.Of(existing)),
                isDatabase ? DatabaseSecret.Annotations(existing, context.Municipality, time.GetUtcNow()) : SecretContent.Empty);
            var (secret, wrote) = await context.Secrets.EnsureAsync(name, desired, cancellationToken);
            if (wrote) context.Did("Secrets", [$"{(existing is null ? "made" : "repaired")} Secret {name}"]);
            if (isDatabase) context.DatabaseSecret = secret;
        }
        return await LogInAsync(context, SecretContent.Of(context.DatabaseSecret), cancellationToken);
    }

    // Content and name do not prove ownership: a key that was generated for another municipality would open that one's data.
    private static StepOutcome Stranger(V1Secret secret, string uid) => StepOutcome.Failed(
        "OwnedByAnother",
        secret.IsUnmarked()
            ? $"Secret {secret.Metadata.Name} already exists and is not marked as belonging to this resource; remove it or rename the "
                + "municipality. If it does belong to this resource and has lost its marks, annotate it with "
                + $"{WellKnown.MunicipalityUidAnnotation}={uid}."
            : $"Secret {secret.Metadata.Name} belongs to another resource; remove it or rename the municipality.");

    private async Task<StepOutcome> LogInAsync(StepContext context, Content database, CancellationToken cancellationToken)
    {
        var role = database[SecretKeys.Database.Username];
        var result = await logins.EnsureAsync(
            context.Connection, context.Names.Database, role, database[SecretKeys.Database.Password], cancellationToken);
        if (result == LoginPassword.Result.Refused)
            return StepOutcome.Failed("LoginRefused", $"PostgreSQL refuses {role} although its password is set; check pg_hba.conf.");
        if (result == LoginPassword.Result.Crowded)
            return StepOutcome.Degraded("LoginCrowded",
                $"All connections of {role} are in use. Either more api processes are running than ConnectionBudget__Replicas, or its "
                    + $"password has leaked: rotate it (annotation {WellKnown.RotateAnnotation}) and terminate the sessions "
                    + $"of {role} that belong to no replica.");
        if (result == LoginPassword.Result.Repaired) context.Did("Secrets", [$"set the password of {role}"]);
        return StepOutcome.Done("SecretsPresent", "The generated Secrets are complete and the database accepts the password.");
    }
}
