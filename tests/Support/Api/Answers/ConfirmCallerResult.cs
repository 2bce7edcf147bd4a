namespace IdBellen.Tests.Support.Api.Answers;

public sealed record ConfirmCallerResult(string Outcome, int? TriesLeft, LiveCall? Call);
