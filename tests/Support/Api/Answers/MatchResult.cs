namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>What the exchange is told of a code. Enums are as they stand in the schema.</summary>
public sealed record MatchResult(string Outcome, string Next);
