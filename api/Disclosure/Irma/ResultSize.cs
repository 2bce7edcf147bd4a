namespace IdBellen.Api.Disclosure.Irma;

/// <summary>Size limits of results.</summary>
internal static class ResultSize
{
    /// <summary>
    /// The longest result JWT: irmago takes proofs of 10 MiB from an app and writes each value four times, in base64, so nothing that a
    /// real card holds is longer (a portrait of 36 kB makes 200 kB of it).
    /// </summary>
    public const int MaxBytes = 10 << 20;
}
