namespace IdBellen.Telephony.Asterisk.Speech;

/// <summary>What is played while a caller keys something in.</summary>
internal static class Silence
{
    // The file lasts ten seconds. Somebody may think for ten, and then key in ten digits with three seconds between them.
    private const int Files = 4;

    /// <summary>All of it, without a pause between the files.</summary>
    public static readonly string Media = string.Join(',', Enumerable.Repeat("sound:silence", Files));
}
