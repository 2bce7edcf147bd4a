using System.Text;

namespace IdBellen.Telephony.Asterisk.Calls.State;

/// <summary>
/// The keys that a caller presses for one code, as they come. None is left out: equal digits beside each other are real, and what else can
/// be wrong with the input the api knows.
/// </summary>
internal sealed class KeyedDigits
{
    private const int CodeLength = 10;
    private const int MaxLength = 64;
    private readonly StringBuilder keys = new();

    public bool IsEmpty => keys.Length == 0;

    /// <summary>Whether it can be a whole code already.</summary>
    public bool HasTen => keys.Length >= CodeLength;

    public string Text => keys.ToString();

    /// <returns>Whether the input is complete: by <c>#</c>, or because nobody keys in that much.</returns>
    public bool Add(char key)
    {
        if (key == '#') return true;
        if (char.IsAsciiDigit(key) || key == '*') keys.Append(key);
        return keys.Length >= MaxLength;
    }

    public void Clear() => keys.Clear();
}
