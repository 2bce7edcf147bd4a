using System.Text.Json;
using IdBellen.Api.Tenants;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Irma;

/// <summary>
/// Decides what a result JWT proves. <c>DONE</c> is not enough: the proof must be <c>VALID</c> and every disjunction that was asked must
/// be answered in full (irmago sets DONE for invalid, expired and incomplete proofs too).
/// </summary>
public sealed class ResultVerifier(TimeProvider time)
{
    private const string Issuer = "irmaserver";
    private const string Subject = "disclosing_result";
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <param name="server">Whose key must have signed it.</param>
    /// <param name="jwt">The JWT as the server gave it.</param>
    /// <param name="sessionToken">The requestor token of the session that it must be about.</param>
    /// <param name="requested">The condiscon that was asked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<VerifiedResult> VerifyAsync(
        IrmaServer server, string jwt, string sessionToken, IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> requested,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
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
        if (!validation.IsValid || validation.SecurityToken is not JsonWebToken token || token.Subject != Subject || token.IssuedAt > Now + ClockSkew)
            return VerifiedResult.Untrusted;
        if (Read(token) is not { } result || result.Token != sessionToken) return VerifiedResult.Untrusted;
        return result.Status switch
        {
            IrmaStatus.Initialized => VerifiedResult.Waiting,
            IrmaStatus.Pairing => VerifiedResult.Pairing,
            IrmaStatus.Connected => VerifiedResult.Connected,
            IrmaStatus.Cancelled => VerifiedResult.Cancelled,
            IrmaStatus.TimedOut => VerifiedResult.TimedOut,
            IrmaStatus.Done when result.ProofStatus == "VALID" && Answers(result.Disclosed, requested) is { } attributes => VerifiedResult.Valid(attributes),
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

    private static List<VerifiedAttribute>? Answers(
        IReadOnlyList<IReadOnlyList<DisclosedAttribute?>?>? disclosed, IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> requested)
    {
        if (disclosed is null || disclosed.Count < requested.Count) return null;
        var attributes = new List<VerifiedAttribute>();
        foreach (var (disjunction, answer) in requested.Zip(disclosed))
        {
            if (answer is null) return null;
            var present = answer.OfType<DisclosedAttribute>()
                .Where(attribute => attribute is { Status: "PRESENT", Id: not null, RawValue: not null })
                .DistinctBy(attribute => attribute.Id, StringComparer.Ordinal)
                .ToDictionary(attribute => attribute.Id!, StringComparer.Ordinal);
            // An empty conjunction makes a disjunction optional: it asks for nothing, so it is always answered.
            var answered = disjunction.OrderByDescending(conjunction => conjunction.Count)
                .FirstOrDefault(conjunction => conjunction.All(present.ContainsKey));
            if (answered is null) return null;
            attributes.AddRange(answered.Select(id => VerifiedAttribute.From(present[id])));
        }
        // Two disjunctions may ask for the same.
        return [.. attributes.DistinctBy(attribute => attribute.Id, StringComparer.Ordinal)];
    }
}
