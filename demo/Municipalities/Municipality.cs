namespace IdBellen.Demo.Municipalities;

/// <summary>The properties of a municipality that the stand-ins need.</summary>
/// <param name="Origin">Null while the operator has not published its address yet.</param>
/// <param name="PhoneNumber">In E.164 form.</param>
public sealed record Municipality(string Name, string DisplayName, Uri? Origin, string PhoneNumber, IReadOnlyList<Purpose> Purposes);

public sealed record Purpose(string Name, string Title);
