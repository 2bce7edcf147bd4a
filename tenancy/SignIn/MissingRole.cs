namespace IdBellen.Tenancy.SignIn;

/// <summary>
/// Why a signed-in person has no role here. Contains names of claims and of the configured roles, never a value from the token.
/// </summary>
/// <param name="Reason">The probable cause.</param>
/// <param name="Claim">The expected claim.</param>
/// <param name="Expected">The expected roles.</param>
/// <param name="Received">The names of all claims of the token.</param>
public sealed record MissingRole(MissingRoleReason Reason, string Claim, IReadOnlyList<string> Expected, IReadOnlyList<string> Received)
{
    private const int MostNames = 40;
    private const int LongestName = 100;

    /// <summary>The names of the claims that came, as one bounded text.</summary>
    public string ReceivedNames
    {
        get
        {
            var names = Received.Order(StringComparer.Ordinal).Take(MostNames)
                .Select(name => name.Length > LongestName ? name[..LongestName] + "…" : name);
            return string.Join(", ", names) + (Received.Count > MostNames ? ", …" : "");
        }
    }

    /// <summary>The text for the audit log.</summary>
    public override string ToString() => $"no role ({Reason}): expected {string.Join(" / ", Expected)} in {Claim}; claims: {ReceivedNames}";
}

public enum MissingRoleReason
{
    /// <summary>The token has no such claim.</summary>
    NoSuchClaim,

    /// <summary>The claim exists, but contains none of the roles.</summary>
    NoSuchRole,

    /// <summary>A role differs only in upper and lower case.</summary>
    OtherCase,

    /// <summary>The claim is a single string with roles separated by spaces.</summary>
    ListWithSpaces,

    /// <summary>The provider omitted the groups, because the person has too many.</summary>
    Overage,
}
