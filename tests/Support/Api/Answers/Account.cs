namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>What an admin sees of an account; of it what a test asks for.</summary>
public sealed record Account(
    Guid? Id = null,
    string? DisplayName = null,
    bool? Activated = null,
    bool? Disabled = null,
    bool? HasSecondFactor = null,
    bool? IsYou = null,
    DateTimeOffset? LastSignedInAt = null);
