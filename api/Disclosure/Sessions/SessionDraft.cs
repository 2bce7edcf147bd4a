using System.Globalization;
using System.Text.Json;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Policy;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.TenantDatabase;
using Token = IdBellen.Api.Disclosure.Rules.StatusToken;

namespace IdBellen.Api.Disclosure.Sessions;

/// <summary>A session before it is started at the IRMA server: its secrets, its request, and the data to store.</summary>
internal sealed record SessionDraft
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
        StatusToken = Token.Create(),
        CreatedAt = now,
    };

    /// <summary>Only when the phone that discloses is the one that calls, the app gets an address to open: number and code.</summary>
    public SessionRequest Request(Tenant tenant) => new()
    {
        CallbackUrl = tenant.Irma.Callback ? $"{tenant.Origin}{IrmaCallback.Path}/{CallbackTicket.Of(tenant, Id)}" : null,
        Request = new DisclosureRequest
        {
            Disclose = Requested(Wish.Purpose),
            Labels = Labels(Wish.Purpose),
            ClientReturnUrl = Wish.Way == IdentificationWay.SamePhone
                ? DialCode.TelephoneLink(tenant.Policy, Code!)
                : null,
            Host = tenant.Irma.Host,
        },
    };

    /// <param name="tenant">The municipality of the session.</param>
    /// <param name="key">The key of its slot.</param>
    /// <param name="pairing">The credentials of the frontend protocol; null without pairing.</param>
    public Session Row(Tenant tenant, SlotKey key, string irmaToken, Pairing? pairing) => new()
    {
        Id = Id,
        StatusTokenHash = Token.HashOf(StatusToken),
        Purpose = Wish.Purpose.Name,
        RequestedJson = RequestedAttributeInStore.Write(Requested(Wish.Purpose)),
        State = SessionState.Started,
        TraceId = Guid.NewGuid(),
        DataSubjectId = Guid.NewGuid(),
        IrmaTokenSealed = key.Close(irmaToken, Id, SealedColumns.IrmaToken),
        Way = Wish.Way,
        CallId = Wish.Invitation?.CallId,
        CodeHash = Code is null ? null : tenant.Codes.Of(Code),
        ShownDigitsSealed = Wish.Way == IdentificationWay.AnotherPhone ? key.Close(Code!, Id, SealedColumns.ShownDigits) : null,
        FrontendSealed = pairing is null ? null : key.Close(JsonSerializer.SerializeToUtf8Bytes(pairing), Id, SealedColumns.Frontend),
        KeyId = key.Id,
        CreatedAt = CreatedAt,
        ExpiresAt = key.ExpiresAt,
    };

    private static IReadOnlyList<IReadOnlyList<IReadOnlyList<RequestedAttribute>>> Requested(PurposePolicy purpose) =>
        [.. purpose.Disclose.Select(one =>
            one.Select(all => all.Select(asked => new RequestedAttribute(asked.Id, asked.Value, asked.MayBeEmpty)).ToList()).ToList())];

    private static Dictionary<string, IrmaLabel>? Labels(PurposePolicy purpose) => purpose.Labels?.ToDictionary(
        label => label.Key.ToString(CultureInfo.InvariantCulture), label => new IrmaLabel(label.Value.Nl, label.Value.En),
        StringComparer.Ordinal);
}
