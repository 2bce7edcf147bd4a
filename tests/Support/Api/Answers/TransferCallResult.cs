namespace IdBellen.Tests.Support.Api.Answers;

public sealed record TransferCallResult(string Outcome);
