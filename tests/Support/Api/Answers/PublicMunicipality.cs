namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>What anybody may know of a municipality; of it what a test asks for.</summary>
public sealed record PublicMunicipality(
    string? Name = null,
    string? DisplayName = null,
    string? PhoneNumber = null,
    string? Availability = null,
    bool? AgentsAvailable = null);
