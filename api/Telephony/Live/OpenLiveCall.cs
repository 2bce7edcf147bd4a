using System.Text.Json;
using IdBellen.Api.Irma;
using IdBellen.Api.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;
using DataSubject = IdBellen.Api.Calls.DataSubject;

namespace IdBellen.Api.Events;

/// <summary>Opens the sealed data of one call. Never what is past its time.</summary>
public static class OpenLiveCall
{
    /// <summary>So that the data of these calls, with their sessions, can be opened.</summary>
    public static ValueTask PrepareAsync(IEnumerable<Call> calls, Tenant tenant, CancellationToken cancellationToken) => tenant.SlotKeys.LearnAsync(
        [.. calls.SelectMany(call => (string?[])[call.Session?.KeyId, call.CallerNumberSealed is null ? null : call.KeyId]).OfType<string>().Distinct(StringComparer.Ordinal)],
        cancellationToken);

    /// <param name="call">With its session.</param>
    /// <param name="invitation">Of this call, if there is one.</param>
    /// <param name="tenant">Whose.</param>
    /// <param name="readingAt">What expiries are compared with.</param>
    /// <param name="now">The moment of the reading.</param>
    public static LiveCall Open(Call call, LiveInvitation? invitation, Tenant tenant, DateTimeOffset readingAt, DateTimeOffset now)
    {
        // A retention that was shortened since holds at once.
        var retention = tenant.Spec.Retention();
        var sessionUntil = Earlier(call.Session?.ExpiresAt, call.Session?.CreatedAt + retention);
        var numberUntil = Earlier(call.ExpiresAt, call.ArrivedAt + retention);
        // What nobody has the key of can't be opened; it must not hide the other calls.
        var sessionKey = sessionUntil > readingAt ? tenant.SlotKeys.Find(call.Session!.KeyId) : null;
        var session = sessionKey is null ? null : call.Session;
        var number = call.CallerNumberSealed is { } sealedNumber && numberUntil > readingAt && tenant.SlotKeys.Find(call.KeyId) is { } callKey
            ? callKey.OpenText(sealedNumber, call.Id, SealedColumns.CallerNumber)
            : null;
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
            HungUp = call.EndedAt(now) is not null,
            PersonalDataUntil = session is not null ? sessionUntil : number is not null ? numberUntil : null,
            Attributes = session?.AttributesSealed is { } attributes
                ? JsonSerializer.Deserialize<List<VerifiedAttribute>>(sessionKey!.Open(attributes, session.Id, SealedColumns.Attributes))!
                : [],
            CallerNumber = number,
            Invitation = invitation,
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one < other ? one : other;
}
