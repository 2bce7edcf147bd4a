using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Calls;

/// <summary>Whose data is shown, as the access log knows him: random numbers of one session, and what it is about.</summary>
public sealed record DataSubject(Guid SessionId, Guid TraceId, Guid Id, string Purpose)
{
    public static DataSubject Of(Session session) => new(session.Id, session.TraceId, session.DataSubjectId, session.Purpose);
}
