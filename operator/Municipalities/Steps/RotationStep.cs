using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Rotation;
using IdBellen.Operator.Municipalities.Secrets;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>
/// Rotates the database password on request or when it is too old, without failed requests: the other login role gets a new password, the
/// Secret names it, the api replicas switch, and the old role is locked when no replica and no session uses it. Progress is derived from
/// the Secret, roles, replicas and sessions, so that an operator can continue a rotation that another one started.
/// </summary>
internal sealed class RotationStep(LoginPassword logins, IOptions<RotationOptions> options, TimeProvider time) : IStep
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public string Condition => ConditionTypes.Rotating;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var secret = context.DatabaseSecret ?? throw new InvalidOperationException("Rotation comes after the Secrets.");
        var current = SecretContent.Of(secret)[SecretKeys.Database.Username];
        var other = context.Names.LoginRoles.Single(role => role != current);
        if (await OldLogin.IsOpenAsync(context.Connection, other, cancellationToken))
        {
            var use = await OldLogin.ObserveAsync(
                context.Connection, other, context.Uid, secret.Metadata.ResourceVersion, cancellationToken);
            if (!use.IsNone) return GoesOn(context, secret, other, use);
            await OldLogin.LockAsync(context.Connection, other, cancellationToken);
            context.Did("Secrets", [$"locked role {other}"]);
        }
        if (!IsDue(context.Municipality, secret)) return StepOutcome.Extraordinary(false, "Settled", "No rotation is in progress.");
        return await BeginAsync(context, secret, from: current, to: other, cancellationToken);
    }

    private bool IsDue(Municipality municipality, V1Secret secret)
    {
        var asked = municipality.GetAnnotation(WellKnown.RotateAnnotation);
        var now = time.GetUtcNow();
        return (!string.IsNullOrEmpty(asked) && asked != secret.GetAnnotation(WellKnown.RotatedForAnnotation))
            || (DatabaseSecret.RotatedAt(secret, now) is { } rotatedAt && now - rotatedAt > options.Value.MaxAge);
    }

    private async Task<StepOutcome> BeginAsync(
        StepContext context, V1Secret secret, string from, string to, CancellationToken cancellationToken)
    {
        var password = RandomText.Token();
        var result = await logins.EnsureAsync(context.Connection, context.Names.Database, to, password, cancellationToken);
        if (result == LoginPassword.Result.Refused)
            return StepOutcome.Extraordinary(true, "LoginRefused",
                $"PostgreSQL refuses {to} although its password is set; check pg_hba.conf. {from} stays in use.");
        var rotated = DatabaseSecret.Rotated(secret, context.Municipality, to, password, time.GetUtcNow());
        (context.DatabaseSecret, _) = await context.Secrets.EnsureAsync(context.Names.DatabaseSecret, rotated, cancellationToken);
        context.Did("Secrets", [$"gave role {to} a new password"]);
        context.RequeueAfter = Pause;
        return StepOutcome.Extraordinary(true, "InProgress", Waits(from));
    }

    private StepOutcome GoesOn(StepContext context, V1Secret secret, string role, OldLoginUse use)
    {
        context.RequeueAfter = Pause;
        var since = DatabaseSecret.RotatedAt(secret, time.GetUtcNow());
        return since is { } begun && time.GetUtcNow() - begun <= options.Value.StalledAfter
            ? StepOutcome.Extraordinary(true, "InProgress", Waits(role))
            : StepOutcome.Extraordinary(true, StepOutcome.Stalled,
                $"{Waits(role)} {use.Replicas} replicas have not switched and {use.Sessions} sessions are open: terminate them, for "
                    + "example by restarting the api.");
    }

    private static string Waits(string role) => $"Role {role} will be locked when no api replica and no session uses it.";
}
