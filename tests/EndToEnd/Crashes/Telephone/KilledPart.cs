namespace IdBellen.Tests.EndToEnd.Crashes.Telephone;

/// <summary>What is killed.</summary>
internal enum KilledPart
{
    Worker,
    Api,
    Asterisk,
}
