namespace IdBellen.Tests.Support.Api.Answers;

/// <param name="SessionPointer">For the app.</param>
/// <param name="StatusToken">For the page.</param>
/// <param name="Purpose">Only of a session by invitation.</param>
public sealed record StartedSession(SessionPointer SessionPointer, string StatusToken, Purpose? Purpose = null);

/// <param name="U">The address that the app calls.</param>
/// <param name="Irmaqr">What kind of session it is, if the test asks.</param>
public sealed record SessionPointer(Uri U, string? Irmaqr = null);
