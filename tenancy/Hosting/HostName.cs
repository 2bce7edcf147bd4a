using System.Globalization;

namespace IdBellen.Tenancy.Hosting;

/// <summary>Normalises host names for comparison.</summary>
internal static class HostName
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = false };

    /// <summary>
    /// Returns the name in lower case, without a final dot, with non-ASCII labels as A-labels (<c>xn--</c>, RFC 5890). An invalid host name
    /// is only converted to lower case.
    /// </summary>
    public static string Canonical(string host)
    {
        var bare = host.Trim().TrimEnd('.');
        try
        {
            return bare.Length == 0 ? bare : Idn.GetAscii(bare).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return bare.ToLowerInvariant();
        }
    }
}
