namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>A telephone of the municipality, as an agent or an admin sees it.</summary>
public sealed record ListedTelephone(string Id, string Name, string? Number, string? UsedBy, bool IsFree, bool IsYours);
