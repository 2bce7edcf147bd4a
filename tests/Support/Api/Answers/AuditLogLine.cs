namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>A line of the audit log; of it what a test asks for.</summary>
public sealed record AuditLogLine(
    string Action,
    string? Actor,
    string? Account,
    string? SessionId,
    string? Link,
    string? Origin,
    string? Id = null,
    string? Telephone = null);
