namespace IdBellen.Telephony.Asterisk.Calls.Lines;

/// <summary>What a channel is, as the dialplan says when it enters our application.</summary>
internal static class Roles
{
    /// <summary>A citizen; followed by the called number.</summary>
    public const string Caller = "caller";

    /// <summary>An agent's page; followed by municipality and token.</summary>
    public const string Phone = "phone";

    /// <summary>A telephone that we called.</summary>
    public const string Telephone = "telephone";
}
