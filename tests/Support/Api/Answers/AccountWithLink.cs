namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>What an admin gets who makes an account, or takes its password away.</summary>
/// <param name="SetPasswordLink">Null when it was mailed.</param>
/// <param name="Mailed">Whether it was, if the test asks.</param>
/// <param name="Account">Whose it is, if the test asks.</param>
public sealed record AccountWithLink(string? SetPasswordLink, bool? Mailed = null, Account? Account = null);
