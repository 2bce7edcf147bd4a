namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>What the exchange must do next.</summary>
public sealed record ReportCallResult(string Next);
