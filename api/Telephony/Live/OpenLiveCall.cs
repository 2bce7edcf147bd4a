using System.Text.Json;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Telephony;
using IdBellen.Tenancy.TenantDatabase;
using DataSubject = IdBellen.Api.Telephony.Calls.DataSubject;

namespace IdBellen.Api.Telephony.Live;

/// <summary>Opens the sealed data of one call. Never what is past its time.</summary>
internal static class OpenLiveCall
{
    /// <summary>Loads the keys that open the data of these calls and their sessions.</summary>
    public static ValueTask PrepareAsync(
        IEnumerable<Call> calls, Tenant tenant, CancellationToken cancellationToken) => tenant.SlotKeys.LearnAsync(
        [.. calls.SelectMany(call => (string?[])[call.Session?.KeyId, call.CallerNumberSealed is null ? null : call.KeyId]).OfType<string>()
            .Distinct(StringComparer.Ordinal)],
        cancellationToken);

    /// <param name="call">The call with its session.</param>
    /// <param name="invitation">The invitation of this call, if any.</param>
    /// <param name="readingAt">What expiries are compared with.</param>
    /// <param name="now">The moment of the reading.</param>
    public static LiveCall Open(Call call, LiveInvitation? invitation, Tenant tenant, DateTimeOffset readingAt, DateTimeOffset now)
    {
        // A retention that was shortened since holds at once.
        var retention = tenant.Policy.Retention;
        var sessionUntil = Earlier(call.Session?.ExpiresAt, call.Session?.CreatedAt + retention);
        var numberUntil = Earlier(call.ExpiresAt, call.ArrivedAt + retention);
        // A call without its key cannot be opened; it must not hide the other calls.
        var sessionKey = sessionUntil > readingAt ? tenant.SlotKeys.Find(call.Session!.KeyId) : null;
        var session = sessionKey is null ? null : call.Session;
        var number = numberUntil > readingAt ? NumberOf(call, tenant) : null;
        return new LiveCall
        {
            Id = call.Id,
            CallReference = call.CallReference,
            SessionId = call.SessionId,
            Subject = session is null ? null : DataSubject.Of(session),
            Identified = call.Identified,
            Way = call.Way,
            Purpose = call.Purpose,
            ArrivedAt = call.ArrivedAt,
            TakenBy = call.TakenBy,
            TakenByName = call.TakenByName,
            TakenAt = call.TakenAt,
            TransferredBy = call.TransferredBy,
            Connected = call.IsConnected,
            HungUp = call.EndedAt(now) is not null,
            PersonalDataUntil = session is not null ? sessionUntil : number?.Number is not null ? numberUntil : null,
            Attributes = session?.AttributesSealed is { } attributes
                ? JsonSerializer.Deserialize<List<VerifiedAttribute>>(sessionKey!.Open(attributes, session.Id, SealedColumns.Attributes))!
                : [],
            CallerNumber = number,
            Invitation = invitation,
        };
    }

    private static CallerNumber? NumberOf(Call call, Tenant tenant)
    {
        if (call.CallerNumberSealed is not { } closed) return CallerNumber.Unknown(UnknownNumber.NotGiven);
        return tenant.SlotKeys.Find(call.KeyId)?.OpenText(closed, call.Id, SealedColumns.CallerNumber) is { } stored
            ? CallerNumber.OfStored(stored, tenant.Policy.Number)
            : null;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one < other ? one : other;
}
