namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>What an agent reads out to a caller.</summary>
public sealed record Invitation(string Code, string Address, string Link, string State, Purpose Purpose);
