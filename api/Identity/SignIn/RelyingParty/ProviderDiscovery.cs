using System.Diagnostics.CodeAnalysis;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.SignIn.RelyingParty;

/// <summary>
/// What a tenant's OpenID provider says of itself, keys included (OpenID Connect Discovery 1.0). It is asked anew by the request that meets an
/// unknown key, which then goes on with the new ones; so keys may be rotated at any moment.
/// </summary>
/// <param name="authority">The issuer that it must be (section 4.3); one slash at the end more or less is no matter.</param>
/// <param name="backchannel">The way to it.</param>
/// <param name="requireHttps">For the addresses of document and keys.</param>
/// <param name="time">By which answers age.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody asks for holds nothing.")]
public sealed class ProviderDiscovery(string authority, HttpClient backchannel, bool requireHttps, TimeProvider time)
    : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>
{
    /// <summary>A sign-in begins with an answer of at most this age: a browser is not sent to a provider that is down.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    // Whoever sends tokens with unknown keys makes us ask no more often than this; nor do many who wait for a provider that is down.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim asking = new(1, 1);
    private readonly HttpDocumentRetriever documents = new(backchannel) { RequireHttps = requireHttps };
    private volatile Answer? last;
    private volatile Failure? failed;
    private volatile bool isStale;

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        try
        {
            return await GetAsync(isStale ? Pause : Kept, cancel);
        }
        catch (ProviderUnavailableException) when (last is { } known)
        {
            // Old keys are better than none: without the provider there is no token to check anyway.
            return known.Configuration;
        }
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => await GetConfigurationAsync(cancel);

    /// <summary>An answer of the last few seconds.</summary>
    /// <exception cref="ProviderUnavailableException">It gives none, or is not who it should be.</exception>
    public Task<OpenIdConnectConfiguration> GetFreshAsync(CancellationToken cancellationToken) => GetAsync(Fresh, cancellationToken);

    public override void RequestRefresh() => isStale = true;

    private async Task<OpenIdConnectConfiguration> GetAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        if (Younger(age) is { } known) return known;
        await asking.WaitAsync(cancellationToken);
        try
        {
            if (Younger(age) is { } meanwhile) return meanwhile;
            if (failed is { } before && time.GetUtcNow() - before.At < Pause) throw new ProviderUnavailableException(before.Cause);
            var began = time.GetUtcNow();
            var configuration = await AskAsync(cancellationToken);
            (last, failed, isStale) = (new Answer(configuration, began), null, false);
            return configuration;
        }
        finally
        {
            asking.Release();
        }
    }

    private async Task<OpenIdConnectConfiguration> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            var said = await OpenIdConnectConfigurationRetriever.GetAsync($"{authority.TrimEnd('/')}/.well-known/openid-configuration", documents, cancellationToken);
            return said.Issuer?.TrimEnd('/') == authority.TrimEnd('/') ? said : throw new InvalidOperationException("The provider names another issuer than its address.");
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            failed = new Failure(fault, time.GetUtcNow());
            throw new ProviderUnavailableException(fault);
        }
    }

    private OpenIdConnectConfiguration? Younger(TimeSpan age) => last is { } answer && time.GetUtcNow() - answer.At < age ? answer.Configuration : null;

    private sealed record Answer(OpenIdConnectConfiguration Configuration, DateTimeOffset At);

    private sealed record Failure(Exception Cause, DateTimeOffset At);
}
