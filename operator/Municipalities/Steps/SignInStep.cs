using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Probes;
using IdBellen.Operator.Municipalities.Secrets;
using IdBellen.Operator.Municipalities.SignIn;
using IdBellen.Tenancy.Credentials;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>
/// Ensures that people can sign in: registers the client of the built-in provider, or checks the municipality's own provider.
/// </summary>
internal sealed class SignInStep(
    ProviderClients builtIn, ExternalProvider external, ProbeMemory memory, IOptions<HostingOptions> hosting) : IStep
{
    public string Condition => ConditionTypes.SignInReady;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Municipality.Spec.SignIn is { } signIn)
        {
            if (await builtIn.RemoveClientAsync(context.Names, WellKnown.SignInClientId, cancellationToken))
                context.Did("SignIn", ["removed the client of the built-in provider"]);
            return await TryProviderAsync(context, signIn, cancellationToken);
        }
        // As the previous step left it. If it is deleted in the meantime, that event requeues the municipality.
        var secret = SecretContent.Of(await context.Secrets.ReadAsync(context.Names.OidcSecret, cancellationToken));
        var client = BuiltInClient.Describe(hosting.Value.OriginOf(context.Municipality), secret[SecretKeys.Oidc.ClientSecret]);
        if (await builtIn.EnsureClientAsync(context.Names, client, cancellationToken))
            context.Did("SignIn", ["registered the client of the built-in provider"]);
        return StepOutcome.Done("ClientRegistered", "The client is registered at the built-in OpenID provider.");
    }

    private async Task<StepOutcome> TryProviderAsync(StepContext context, SignInSpec signIn, CancellationToken cancellationToken)
    {
        var (tokenEndpoint, problem) = await external.DiscoverAsync(signIn.Authority, cancellationToken);
        if (tokenEndpoint is null) return problem!;
        var reference = signIn.ClientSecretRef;
        if (CredentialText.Line(await context.Secrets.GivenAsync(reference, cancellationToken)) is not { Length: > 0 } secret)
            return StepOutcome.Failed("ClientSecretMissing", $"Secret {reference.Name} is missing or has lost its key {reference.Key}; see "
                + "the condition SpecValid.");
        var redirect = $"{hosting.Value.OriginOf(context.Municipality)}/sign-in/callback";
        return await memory.RunAsync(
            $"{context.Uid}/sign-in", [signIn.Authority, tokenEndpoint.ToString(), signIn.ClientId, secret, redirect],
            () => external.TryClientAsync(signIn, tokenEndpoint, secret, redirect, cancellationToken));
    }
}
