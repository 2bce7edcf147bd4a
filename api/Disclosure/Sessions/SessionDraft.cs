using System.Globalization;
using System.Text.Json;
using IdBellen.Api.Irma;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Sessions;

/// <summary>A session before the IRMA server knows it: with its secrets, and what is asked and stored of it.</summary>
public sealed record SessionDraft
{
    private SessionDraft()
    {
    }

    public required Guid Id { get; init; }

    public required SessionWish Wish { get; init; }

    /// <summary>The ten digits to dial; null during a call.</summary>
    public required string? Code { get; init; }

    /// <summary>The citizen's key to the session.</summary>
    public required string StatusToken { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static SessionDraft Create(SessionWish wish, DialCodeSource codes, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Wish = wish,
        Code = wish.Way == IdentificationWay.DuringCall ? null : codes.Draw(),
        StatusToken = Sessions.StatusToken.Create(),
        CreatedAt = now,
    };

    /// <summary>Only when the phone that discloses is the one that calls, the app gets an address to open: number and code.</summary>
    public SessionRequest Request(Tenant tenant) => new()
    {
        CallbackUrl = $"{tenant.Origin}/irma/callback/{Id:N}",
        Request = new DisclosureRequest
        {
            Disclose = Wish.Purpose.Disclose,
            Labels = Labels(Wish.Purpose),
            ClientReturnUrl = Wish.Way == IdentificationWay.SamePhone
                ? DialCode.TelephoneLink(tenant.Spec, Code!)
                : null,
            Host = tenant.Irma.Host,
        },
    };

    /// <param name="tenant">Whose session it is.</param>
    /// <param name="key">The key of its slot.</param>
    /// <param name="irmaToken">The requestor token.</param>
    /// <param name="pairing">How the frontend protocol is spoken; null without pairing.</param>
    public Session Row(Tenant tenant, SlotKey key, string irmaToken, Pairing? pairing) => new()
    {
        Id = Id,
        StatusTokenHash = Sessions.StatusToken.HashOf(StatusToken),
        Purpose = Wish.Purpose.Name,
        RequestedJson = JsonSerializer.Serialize(Wish.Purpose.Disclose),
        State = SessionState.Started,
        TraceId = Guid.NewGuid(),
        DataSubjectId = Guid.NewGuid(),
        IrmaTokenSealed = key.Close(irmaToken, Id, SealedColumns.IrmaToken),
        Way = Wish.Way,
        CallId = Wish.CallId,
        CodeHash = Code is null ? null : tenant.Codes.Of(Code),
        ShownDigitsSealed = Wish.Way == IdentificationWay.AnotherPhone ? key.Close(Code!, Id, SealedColumns.ShownDigits) : null,
        FrontendSealed = pairing is null ? null : key.Close(JsonSerializer.SerializeToUtf8Bytes(pairing), Id, SealedColumns.Frontend),
        KeyId = key.Id,
        CreatedAt = CreatedAt,
        ExpiresAt = key.ExpiresAt,
    };

    private static Dictionary<string, IrmaLabel>? Labels(PurposeSpec purpose) => purpose.Labels?.Index()
        .Where(label => label.Item is not null)
        .ToDictionary(
            label => label.Index.ToString(CultureInfo.InvariantCulture), label => new IrmaLabel(label.Item!.Nl, label.Item.En), StringComparer.Ordinal);
}
