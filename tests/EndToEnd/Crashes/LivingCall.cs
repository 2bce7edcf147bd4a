namespace IdBellen.Tests.EndToEnd.Crashes;

/// <summary>A call that waits.</summary>
/// <param name="Id">As agents see it.</param>
/// <param name="Reference">As the exchange knows it.</param>
/// <param name="ExpiresAt">The deadline of what its caller disclosed.</param>
internal sealed record LivingCall(string Id, string Reference, DateTimeOffset ExpiresAt);
