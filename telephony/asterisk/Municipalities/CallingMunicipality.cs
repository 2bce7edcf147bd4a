namespace IdBellen.Telephony.Asterisk.Municipalities;

/// <summary>A municipality whose calls we take, as it is now.</summary>
/// <param name="Uid">Of the resource: a namesake that comes later is another municipality.</param>
/// <param name="Name">Of the resource.</param>
/// <param name="Host">Under which the api serves it.</param>
internal sealed record CallingMunicipality(string Uid, string Name, string Host)
{
    /// <summary>In E.164 form.</summary>
    public IReadOnlyList<string> CalledNumbers { get; init; } = [];

    /// <summary>The only trunk that may deliver its calls; null: those that municipalities share.</summary>
    public string? Trunk { get; init; }

    public bool AnnouncesPosition { get; init; }

    public string Language { get; init; } = "nl";

    /// <summary>What Asterisk calls the language of its prompts: its own recordings where there are some.</summary>
    public string Speech => $"{Language}_{Name}";

    /// <summary>The number that is shown when we call for it.</summary>
    public string OwnNumber => CalledNumbers.Count > 0 ? CalledNumbers[0] : "";
}
