namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>Who is signed in; of it what a test asks for.</summary>
public sealed record Viewer(Guid? Id = null, string? DisplayName = null, bool? Available = null);
