using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Telephony.Calls;

/// <summary>The data subject in the access log: random identifiers of one session, and its purpose.</summary>
internal sealed record DataSubject(Guid SessionId, Guid TraceId, Guid Id, string Purpose)
{
    public static DataSubject Of(Session session) => new(session.Id, session.TraceId, session.DataSubjectId, session.Purpose);
}
