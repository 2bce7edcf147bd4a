using System.Security.Cryptography;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>A value that stands for something personal or secret, and that nobody else in the world uses.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Value">Never printed.</param>
public sealed record Mark(string Name, string Value)
{
    // No vowels, so that no word comes out of it by chance.
    private const string Consonants = "bcdfghjkmnpqrstvwxz";

    /// <summary>
    /// A number is only found where it stands as one, with no further digit beside it; else a clock's fractions would be a hit one day.
    /// </summary>
    public bool IsNumber => Value.All(char.IsAsciiDigit);

    public static string Letters(int count) => RandomNumberGenerator.GetString(Consonants, count);

    public static string Digits(int count) => RandomNumberGenerator.GetString("0123456789", count);

    public override string ToString() => $"{Name} ({Value.Length} characters)";
}
