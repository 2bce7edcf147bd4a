using IdBellen.Operator.Municipalities.Rotation;
using IdBellen.Operator.Municipalities.Secrets;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>
/// Makes the database password new when it is asked for or too old, without a failed request: the other login role gets a new password,
/// the Secret names it, the replicas of the api move, and when none of them and no session uses the old role, that is locked. Where a
/// rotation stands is seen from Secret, roles, replicas and sessions, so an operator that dies half-way is followed by one that goes on.
/// </summary>
public sealed class RotationStep(
    SecretStore secrets, LoginPassword logins, OldLogin old, IOptions<RotationOptions> options, TimeProvider time) : IStep
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public string Condition => ConditionTypes.Rotating;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var secret = context.DatabaseSecret ?? throw new InvalidOperationException("Rotation comes after the Secrets.");
        var current = SecretContent.Of(secret)[SecretKeys.Database.Username];
        var other = context.Names.LoginRoles.Single(role => role != current);
        if (await old.IsOpenAsync(other, cancellationToken))
        {
            var use = await old.ObserveAsync(other, context.Uid, secret.Metadata.ResourceVersion, cancellationToken);
            if (!use.IsNone) return GoesOn(context, secret, other, use);
            await old.LockAsync(other, cancellationToken);
            context.Did("Secrets", [$"locked role {other}"]);
        }
        if (!IsDue(context.Municipality, secret)) return StepOutcome.Extraordinary(false, "Settled", "One login role is open, and the Secret names it.");
        return await BeginAsync(context, secret, from: current, to: other, cancellationToken);
    }

    private bool IsDue(Municipality municipality, V1Secret secret)
    {
        var asked = municipality.GetAnnotation(WellKnown.RotateAnnotation);
        var now = time.GetUtcNow();
        return (!string.IsNullOrEmpty(asked) && asked != secret.GetAnnotation(WellKnown.RotatedForAnnotation))
            || (DatabaseSecret.RotatedAt(secret, now) is { } rotatedAt && now - rotatedAt > options.Value.MaxAge);
    }

    private async Task<StepOutcome> BeginAsync(StepContext context, V1Secret secret, string from, string to, CancellationToken cancellationToken)
    {
        var password = RandomText.Token();
        if (await logins.EnsureAsync(context.Names.Database, to, password, cancellationToken) == LoginPassword.Result.Refused)
            return StepOutcome.Extraordinary(true, "LoginRefused", $"PostgreSQL refuses {to} although its password is set; check pg_hba.conf. {from} stays in use.");
        var rotated = DatabaseSecret.Rotated(secret, context.Municipality, to, password, time.GetUtcNow());
        (context.DatabaseSecret, _) = await secrets.EnsureAsync(context.Municipality, context.Names.DatabaseSecret, secret, rotated, cancellationToken);
        context.Did("Secrets", [$"gave role {to} a new password"]);
        context.LookAgainAfter = Pause;
        return StepOutcome.Extraordinary(true, "InProgress", Waits(from));
    }

    private StepOutcome GoesOn(StepContext context, V1Secret secret, string role, OldLoginUse use)
    {
        context.LookAgainAfter = Pause;
        var since = DatabaseSecret.RotatedAt(secret, time.GetUtcNow());
        return since is { } begun && time.GetUtcNow() - begun <= options.Value.StalledAfter
            ? StepOutcome.Extraordinary(true, "InProgress", Waits(role))
            : StepOutcome.Extraordinary(true, StepOutcome.Stalled,
                $"{Waits(role)} {use.Replicas} replicas have not moved and {use.Sessions} sessions are open: end what uses it, for example restart the api.");
    }

    private static string Waits(string role) => $"Role {role} is locked once no replica of the api and no session uses it.";
}
