using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Probes;
using IdBellen.Tenancy.Credentials;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>
/// Checks that the municipality's IRMA server responds, signs with the configured key and accepts sessions. Ready does not depend on it:
/// agents can still take calls, and the server is run by others.
/// </summary>
internal sealed class IrmaStep(IrmaProbe probe, ProbeMemory memory) : IStep
{
    public string Condition => ConditionTypes.IrmaReachable;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var irma = context.Municipality.Spec.Irma;
        try
        {
            var token = await LineAsync(context, irma.RequestorTokenRef, cancellationToken);
            var gateway = await LineAsync(context, irma.Gateway?.ValueRef, cancellationToken);
            var key = irma.ResultPublicKeyRef is { } reference ? await context.Secrets.GivenAsync(reference, cancellationToken) : null;
            var credentials = new IrmaCredentials(token, key ?? [], gateway);
            await probe.ReachAsync(irma, credentials, cancellationToken);
            if (key is null || (irma.RequestorTokenRef is not null && token is null) || (irma.Gateway is not null && gateway is null))
                return StepOutcome.Degraded("CredentialMissing", "A Secret that the specification in force references is missing or has "
                    + "lost its key; see the condition SpecValid.");
            return await memory.RunAsync(
                $"{context.Uid}/irma", [irma.ServerUrl, token, CredentialText.Text(key), irma.Gateway?.Header, gateway],
                () => probe.RunAsync(irma, credentials, cancellationToken));
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            return StepOutcome.Degraded("NoAnswer",
                $"{irma.ServerUrl} does not respond, so citizens cannot start a session. Check spec.irma.serverUrl and the network; Ready "
                    + "does not depend on it.");
        }
    }

    // Null where none is named, and where what is named is not there.
    private static async Task<string?> LineAsync(StepContext context, SecretKeyRef? reference, CancellationToken cancellationToken) =>
        reference is not null && CredentialText.Line(await context.Secrets.GivenAsync(reference, cancellationToken)) is { Length: > 0 } line
            ? line
            : null;
}
