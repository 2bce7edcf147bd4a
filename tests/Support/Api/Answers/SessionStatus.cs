namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>What a citizen's page is told.</summary>
public sealed record SessionStatus(
    string State, int? QueuePosition = null, bool? AgentsAvailable = null, int? TriesLeft = null, PhoneCall? PhoneCall = null);

/// <summary>What the citizen dials from another phone.</summary>
public sealed record PhoneCall(string Code, string? PhoneNumber = null, string? Link = null, DateTimeOffset? ExpiresAt = null);
