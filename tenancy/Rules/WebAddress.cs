using System.Text.RegularExpressions;

namespace IdBellen.Tenancy.Rules;

/// <summary>
/// Checks URLs of servers and pages: https, or http for localhost; without a user. The expressions equal those of the CRD's CEL rules;
/// ports and escapes are checked in addition.
/// </summary>
internal static partial class WebAddress
{
    private const string Local = @"http://(([a-z0-9-]+[.])*localhost|127([.][0-9]{1,3}){3}|[[]::1[]])";
    private const string Any = $@"^(https://([A-Za-z0-9.-]+|[[][0-9A-Fa-f:]+[]])|{Local})(:[0-9]+)?";

    /// <summary>A server's address, to which paths are added.</summary>
    public static bool IsServer(string text) => Server().IsMatch(text) && IsWellFormed(text);

    /// <summary>A page's or file's address.</summary>
    public static bool IsPage(string text) => Page().IsMatch(text) && IsWellFormed(text);

    /// <summary>A URL that identifies an entry in a register and need not be reachable: https only.</summary>
    public static bool IsActivity(string text) => text.Length <= 512 && Activity().IsMatch(text) && IsWellFormed(text);

    /// <summary>An origin as browsers send it: lower case, without a path or default port.</summary>
    public static bool IsOrigin(string text) =>
        Origin().IsMatch(text) && IsWellFormed(text) && new Uri(text).GetLeftPart(UriPartial.Authority) == text;

    private static bool IsWellFormed(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.IsWellFormedOriginalString();

    [GeneratedRegex(Any + @"(/[^?#]*)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Server();

    [GeneratedRegex(Any + @"(/[^#]*)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Page();

    [GeneratedRegex(@"^https://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][!-~]*)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Activity();

    [GeneratedRegex(@"^(https://[a-z0-9.-]+|" + Local + @")(:[0-9]+)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Origin();
}
