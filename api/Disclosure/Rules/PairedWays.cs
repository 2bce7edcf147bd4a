using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Disclosure.Rules;

internal static class PairedWays
{
    /// <summary>
    /// Whether the app must be paired before it may disclose: it shows four digits, which must be entered here. Then
    /// <see cref="SessionState.Connected"/> means that the digits were correct; a disclosure without it proves nothing.
    /// </summary>
    public static bool IsPaired(this IdentificationWay way) => way is IdentificationWay.AnotherPhone or IdentificationWay.DuringCall;
}
