namespace IdBellen.Telephony.Asterisk.Agents;

/// <summary>What an agent's page dials: the name of its municipality and a one-time token.</summary>
internal sealed record PhoneTarget(string Municipality, string Token)
{
    private const int Longest = 300;

    /// <returns>Null for anything else.</returns>
    public static PhoneTarget? Parse(string dialled) =>
        dialled.Length <= Longest && dialled.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot < dialled.Length - 1
            ? new PhoneTarget(dialled[..dot], dialled[(dot + 1)..]) : null;

    /// <summary>Omits the token.</summary>
    public override string ToString() => Municipality;
}
