namespace IdBellen.Tests.Support.Api.Answers;

public sealed record TakeCallResult(string Outcome, LiveCall? Call = null);
