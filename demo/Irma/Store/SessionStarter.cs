using IdBellen.Demo.Irma.Outcomes;
using IdBellen.Demo.Irma.Requests;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Settings;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Store;

/// <summary>Makes a session of a request, for a requestor or as the next of a chain.</summary>
internal sealed class SessionStarter(
    SessionStore sessions, ListeningAddress address, IrmaSettings settings, ResultJwt jwt, TimeProvider time)
{
    /// <param name="request">A request that was read and validated.</param>
    /// <param name="before">The session that this one follows, with what it disclosed; null for a first session.</param>
    /// <returns>The session, or the error to answer.</returns>
    public (Session? Session, IrmaError? Error) Start(RequestorRequest request, Session? before = null)
    {
        if (Refuse(request) is { } refused)
        {
            return (null, refused);
        }
        var requestorToken = SessionToken.Create();
        var clientToken = SessionToken.Create();
        var now = time.GetUtcNow();
        var session = new Session
        {
            RequestorToken = requestorToken,
            ClientToken = clientToken,
            FrontendAuthorization = before?.FrontendAuthorization ?? SessionToken.Create(),
            Pointer = new SessionPointer(UrlFor(clientToken, request.Request.Host)),
            Request = request with { Request = Augmented(request.Request, requestorToken) },
            StartedAt = now,
            LastActive = now,
            Result = new SessionResult { Token = requestorToken, Status = SessionStatus.Initialized },
            ImplicitDisclosure = before is null ? [] : DisclosedBy(before),
        };
        sessions.Add(session);
        return (session, null);
    }

    private IrmaError? Refuse(RequestorRequest request) => request switch
    {
        { NextSession: { Url: null or "" } } => IrmaError.InvalidRequest("nextSession provided with empty URL"),
        { CallbackUrl.Length: > 0 } when !jwt.CanSign => IrmaError.Unsupported(NoKey("callbackUrl")),
        { NextSession: not null } when !jwt.CanSign => IrmaError.Unsupported(NoKey("nextSession")),
        { Request.AugmentReturnUrl: true } when !settings.AugmentReturnUrl =>
            IrmaError.InvalidRequest("augmenting client return url not enabled in server configuration"),
        { Request: { AugmentReturnUrl: true, ClientReturnUrl: null or "" } } =>
            IrmaError.InvalidRequest("cannot augment empty client return url"),
        _ => null,
    };

    private static string NoKey(string field) =>
        $"{field} provided but no JWT private key is installed: either install JWT or enable allow_unsigned_callbacks in configuration";

    private string UrlFor(string clientToken, string? host)
    {
        var authority = string.IsNullOrEmpty(host) ? address.Url.Authority : host;
        return $"{address.Url.Scheme}://{authority}/irma/session/{clientToken}";
    }

    // Leaks the requestor token into a tel: number, exactly as the real server does: a reason never to use it there.
    private static DisclosureRequest Augmented(DisclosureRequest request, string requestorToken) =>
        request.AugmentReturnUrl == true && request.ClientReturnUrl is { Length: > 0 } url
            ? request with { ClientReturnUrl = $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}token={requestorToken}" }
            : request;

    private static IReadOnlyList<IReadOnlyList<IReadOnlyList<AttributeRequest>>> DisclosedBy(Session before) =>
        [.. (before.Result.Disclosed ?? []).Select(static set => new List<IReadOnlyList<AttributeRequest>>
        {
            (set ?? []).Select(static attribute => new AttributeRequest(attribute.Id, attribute.RawValue)).ToList(),
        })];
}
