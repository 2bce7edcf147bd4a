using IdBellen.Operator.Municipalities.Secrets;
using IdBellen.Operator.Municipalities.SignIn;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>Agents can sign in: at the built-in provider, whose client is registered, or at the municipality's own.</summary>
public sealed class SignInStep(SecretStore secrets, BuiltInProvider builtIn, ExternalProvider external, IOptions<HostingOptions> hosting) : IStep
{
    public string Condition => ConditionTypes.SignInReady;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Municipality.Spec.SignIn is { } signIn)
        {
            if (await builtIn.RemoveClientAsync(context.Names, WellKnown.SignInClientId, cancellationToken))
                context.Did("SignIn", ["removed the client of the built-in provider"]);
            return await external.ProblemAsync(signIn.Authority, cancellationToken) is var (reason, message)
                ? StepOutcome.Failed(reason, message)
                : StepOutcome.Done("ProviderAnswers", "The municipality's own OpenID provider answers and is who it says.");
        }
        var secret = SecretContent.Of(
            await secrets.ReadAsync(context.Municipality.Metadata.NamespaceProperty, context.Names.OidcSecret, cancellationToken));
        if (!secret.TryGetValue(SecretKeys.Oidc.ClientSecret, out var clientSecret))
            return StepOutcome.Failed("ClientSecretMissing", $"Secret {context.Names.OidcSecret} has just lost its clientSecret; it is made again by itself.");
        var client = BuiltInClient.Describe(hosting.Value.OriginOf(context.Municipality), clientSecret);
        if (await builtIn.EnsureClientAsync(context.Names, client, cancellationToken)) context.Did("SignIn", ["registered the client of the built-in provider"]);
        return StepOutcome.Done("ClientRegistered", "The built-in OpenID provider knows its client.");
    }
}
