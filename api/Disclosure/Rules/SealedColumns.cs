namespace IdBellen.Api.Disclosure.Rules;

/// <summary>The names of sealed columns, which are part of what is sealed.</summary>
internal static class SealedColumns
{
    public const string IrmaToken = "session.irma_token";
    public const string Attributes = "session.attributes";
    public const string LargeAttributes = "large_attributes.sealed";
    public const string ShownDigits = "session.shown_digits";
    public const string Frontend = "session.frontend";
    public const string CallerNumber = "call.caller_number";
    public const string InvitationCode = "invitation.code";
}
