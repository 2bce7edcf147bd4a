using System.Reflection;

namespace IdBellen.Telephony.Asterisk.Exchange;

/// <summary>The GraphQL documents of exchanges as the api ships them, which accepts no others.</summary>
internal static class ExchangeDocuments
{
    public static readonly string MatchCode = Shipped("MatchCode");
    public static readonly string ReportCall = Shipped("ReportCall");
    public static readonly ExchangeRequest OpenCalls = new(Shipped("OpenCalls"), "OpenCalls", Variables: null);
    public static readonly ExchangeRequest Assignments = Subscription("AssignmentsWithTelephones");

    /// <summary>As before agents could talk on telephones of the municipality: nobody has one.</summary>
    public static readonly ExchangeRequest AssignmentsWithoutTelephones = Subscription("Assignments");

    public static readonly string RedeemPhoneToken = Shipped("RedeemPhoneToken");

    private static ExchangeRequest Subscription(string name) => new(Shipped(name), name, Variables: null);

    private static string Shipped(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.graphql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd('\n');
    }
}
