using System.Text.Json;
using IdBellen.Api.Platform.Tenants;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Disclosure.Irma;

/// <summary>
/// Decides what a result JWT proves. <c>DONE</c> is not enough: the proof must be <c>VALID</c> and every disjunction that was asked must
/// be answered in full (irmago sets DONE for invalid, expired and incomplete proofs too).
/// </summary>
internal sealed class ResultVerifier(TimeProvider time)
{
    private const string Issuer = "irmaserver";
    private const string Subject = "disclosing_result";
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = ResultSize.MaxBytes };

    /// <param name="server">The server whose key must have signed the result.</param>
    /// <param name="jwt">The JWT as the server gave it.</param>
    /// <param name="sessionToken">The requestor token of the session that it must be about.</param>
    /// <param name="requested">The condiscon that was asked.</param>
    public async Task<VerifiedResult> VerifyAsync(
        IrmaServer server, string jwt, string sessionToken, IReadOnlyList<IReadOnlyList<IReadOnlyList<RequestedAttribute>>> requested,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!ResultHeader.IsPlain(jwt)) return VerifiedResult.Untrusted;
#pragma warning disable CA5404 // irmago's result JWT has no audience; the session token inside ties it to us.
        var validation = await Handler.ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidateAudience = false,
            IssuerSigningKey = server.ResultKey,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires),
        });
#pragma warning restore CA5404
        if (!validation.IsValid || validation.SecurityToken is not JsonWebToken token || token.Subject != Subject
            || token.IssuedAt > Now + ClockSkew)
            return VerifiedResult.Untrusted;
        if (Read(token) is not { } result || result.Token != sessionToken) return VerifiedResult.Untrusted;
        return result.Status switch
        {
            IrmaStatus.Initialized => VerifiedResult.Waiting,
            IrmaStatus.Pairing => VerifiedResult.Pairing,
            IrmaStatus.Connected => VerifiedResult.Connected,
            IrmaStatus.Cancelled => VerifiedResult.Cancelled,
            IrmaStatus.TimedOut => VerifiedResult.TimedOut,
            IrmaStatus.Done when result.ProofStatus == "VALID" && Answers(result.Disclosed, requested) is { } attributes =>
                VerifiedResult.Valid(attributes),
            IrmaStatus.Done => VerifiedResult.Rejected,
            _ => VerifiedResult.Untrusted,
        };
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private bool IsCurrent(DateTime? notBefore, DateTime? expires) =>
        expires is { } end && end + ClockSkew >= Now && (notBefore is not { } begin || begin - ClockSkew <= Now);

    private static SessionResult? Read(JsonWebToken token)
    {
        try
        {
            return JsonSerializer.Deserialize<SessionResult>(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Null when not all that was asked is answered.</returns>
    private static List<VerifiedAttribute>? Answers(
        IReadOnlyList<IReadOnlyList<DisclosedAttribute?>?>? disclosed,
        IReadOnlyList<IReadOnlyList<IReadOnlyList<RequestedAttribute>>> requested)
    {
        if (disclosed is null || disclosed.Count < requested.Count) return null;
        var attributes = new List<VerifiedAttribute>();
        foreach (var (disjunction, answer) in requested.Zip(disclosed))
        {
            if (answer is null) return null;
            var given = answer.OfType<DisclosedAttribute>().Where(attribute => attribute is { Status: "PRESENT" or "NULL", Id: not null })
                .ToLookup(attribute => attribute.Id!, StringComparer.Ordinal);
            // An empty conjunction makes a disjunction optional, because it is always satisfied.
            var answered = disjunction.OrderByDescending(conjunction => conjunction.Count)
                .FirstOrDefault(conjunction => conjunction.All(asked => given[asked.Id].Any(asked.IsAnsweredBy)));
            if (answered is null) return null;
            // Omit empty attributes, because they have nothing to show.
            attributes.AddRange(answered.Select(asked => given[asked.Id].First(asked.IsAnsweredBy))
                .Where(attribute => attribute.RawValue is not null)
                .Select(VerifiedAttribute.From));
        }
        // Two disjunctions may request the same attribute.
        return [.. attributes.DistinctBy(attribute => attribute.Id, StringComparer.Ordinal)];
    }
}
