namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>The answer of <c>connectPhone</c> and <c>checkPhone</c>, as far as tests dial with it.</summary>
/// <param name="Target">The SIP URI to call.</param>
public sealed record PhoneConnection(string Target)
{
    /// <summary>What an Asterisk sees dialled: the municipality and the token.</summary>
    public string Extension => Target.Split('@')[0]["sip:".Length..];
}
