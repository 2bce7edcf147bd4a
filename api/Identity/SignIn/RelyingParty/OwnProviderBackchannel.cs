using IdBellen.Tenancy.Outbound;

namespace IdBellen.Api.Identity.SignIn.RelyingParty;

/// <summary>
/// The HTTP client for the municipalities' own providers: responses are limited, and redirects are not followed, because they would carry
/// client secrets along.
/// </summary>
internal sealed class OwnProviderBackchannel : IDisposable
{
    // A large provider's keys and discovery document have 30 KiB or so.
    private static readonly AnswerLimits Limits = new(256 << 10, TimeSpan.FromSeconds(5));

    private readonly BoundedAnswers answers = new(Limits) { InnerHandler = OutboundSockets.Create() };

    public HttpMessageHandler Handler => answers;

    public void Dispose() => answers.Dispose();
}
