namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>Whom the exchange must connect.</summary>
public sealed record Assignment(string CallReference, Guid AgentId, string? Telephone = null, int Rings = 0);
