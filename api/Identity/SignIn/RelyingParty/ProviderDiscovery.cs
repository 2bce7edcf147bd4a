using System.Diagnostics.CodeAnalysis;
using IdBellen.Tenancy.Time;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Identity.SignIn.RelyingParty;

/// <summary>
/// The discovery document and keys of a tenant's OpenID provider (OpenID Connect Discovery 1.0). A request that encounters an unknown key
/// refreshes them and continues, so the provider can rotate keys at any time.
/// </summary>
/// <param name="authority">The required issuer (section 4.3), with or without a final slash.</param>
/// <param name="backchannel">The HTTP client for the provider.</param>
/// <param name="requireHttps">Whether the URLs of document and keys must be https.</param>
/// <param name="time">The clock for the age of responses.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody asks for holds nothing.")]
internal sealed class ProviderDiscovery(string authority, HttpClient backchannel, bool requireHttps, TimeProvider time)
    : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>
{
    /// <summary>
    /// Maximum age of a response at the start of a sign-in, so that a browser is not redirected to a provider that is down.
    /// </summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    // Minimum interval of requests, for tokens with unknown keys and for many sign-ins at a provider that is down.
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
            // Old keys are better than none; without the provider there are no new tokens to check.
            return known.Configuration;
        }
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) =>
        await GetConfigurationAsync(cancel);

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
            if (failed is { } before && time.IsFresh(before.At, Pause)) throw new ProviderUnavailableException(before.Cause);
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
            var said = await OpenIdConnectConfigurationRetriever.GetAsync($"{authority.TrimEnd('/')}/.well-known/openid-configuration",
                documents, cancellationToken);
            return said.Issuer?.TrimEnd('/') == authority.TrimEnd('/')
                ? said : throw new InvalidOperationException("The provider names another issuer than its address.");
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            failed = new Failure(fault, time.GetUtcNow());
            throw new ProviderUnavailableException(fault);
        }
    }

    private OpenIdConnectConfiguration? Younger(TimeSpan age) =>
        last is { } answer && time.IsFresh(answer.At, age) ? answer.Configuration : null;

    private sealed record Answer(OpenIdConnectConfiguration Configuration, DateTimeOffset At);

    private sealed record Failure(Exception Cause, DateTimeOffset At);
}
