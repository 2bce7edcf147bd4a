using System.Text.RegularExpressions;

namespace IdBellen.Tenancy.Rules;

/// <summary>
/// Addresses of servers and pages: https, or http on this machine; no user. The expressions are those of the CRD's CEL rules; ports and
/// escapes are then read as well.
/// </summary>
internal static partial class WebAddress
{
    private const string Local = @"http://(([a-z0-9-]+[.])*localhost|127([.][0-9]{1,3}){3}|[[]::1[]])";
    private const string Any = $@"^(https://([A-Za-z0-9.-]+|[[][0-9A-Fa-f:]+[]])|{Local})(:[0-9]+)?";

    /// <summary>A server's address, to which paths are added.</summary>
    public static bool IsServer(string text) => Server().IsMatch(text) && IsWellFormed(text);

    /// <summary>A page's or file's address.</summary>
    public static bool IsPage(string text) => Page().IsMatch(text) && IsWellFormed(text);

    /// <summary>An address in a register, which nobody has to be able to open: https always.</summary>
    public static bool IsActivity(string text) => text.Length <= 512 && Activity().IsMatch(text) && IsWellFormed(text);

    /// <summary>What browsers send in <c>Origin</c>: lower case, no path, no port that goes without saying.</summary>
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
