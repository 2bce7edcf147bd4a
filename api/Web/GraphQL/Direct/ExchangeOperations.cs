using System.Globalization;
using IdBellen.Api.Telephony.Exchange;
using IdBellen.Api.Telephony.Phones;
using IdBellen.Api.Web.GraphQL.Documents;
using IdBellen.Api.Web.GraphQL.Schema;
using IdBellen.GraphQL.Operations;
using Fields = System.Collections.Generic.Dictionary<string, object?>;

namespace IdBellen.Api.Web.GraphQL.Direct;

/// <summary>The documents that exchanges send at each call.</summary>
internal static class ExchangeOperations
{
    public static IServiceCollection AddExchangeOperations(this IServiceCollection services)
    {
        var documents = ShippedDocumentFiles.OfExchanges();
        return services
            .AddSingleton<DirectOperation>(new ExchangeOperation(documents["MatchCode"], MatchCode))
            .AddSingleton<DirectOperation>(new ExchangeOperation(documents["ReportCall"], ReportCall))
            .AddSingleton<DirectOperation>(new ExchangeOperation(documents["OpenCalls"], OpenCalls))
            .AddSingleton<DirectOperation>(new ExchangeOperation(documents["RedeemPhoneToken"], RedeemPhoneToken));
    }

    private static DirectAnswer MatchCode(UsualVariables variables)
    {
        var (code, reference) = (variables.Text("code"), variables.Text("callReference"));
        var (attempt, number) = (variables.Integer("attempt"), variables.OptionalText("callerNumber"));
        return async (services, cancellationToken) =>
        {
            var match = services.GetRequiredService<MatchCode>();
            var result = await Mutation.MatchCode(match, code, reference, attempt, number, cancellationToken);
            return new Fields(StringComparer.Ordinal)
            {
                ["outcome"] = EnumNames<MatchOutcome>.Of(result.Outcome),
                ["next"] = EnumNames<NextStep>.Of(result.Next),
            };
        };
    }

    private static DirectAnswer ReportCall(UsualVariables variables)
    {
        var (reference, state) = (variables.Text("callReference"), variables.Enumeration<ReportedCallState>("state"));
        var number = variables.OptionalText("callerNumber");
        return async (services, cancellationToken) =>
        {
            var report = services.GetRequiredService<ReportCall>();
            var result = await Mutation.ReportCall(report, reference, state, number, cancellationToken);
            return new Fields(StringComparer.Ordinal)
            {
                ["callReference"] = result.CallReference,
                ["next"] = EnumNames<NextStep>.Of(result.Next),
            };
        };
    }

    private static DirectAnswer OpenCalls(UsualVariables variables) => async (services, cancellationToken) =>
        (await Query.OpenCalls(services.GetRequiredService<ListOpenCalls>(), cancellationToken))
            .Select(call => new Fields(StringComparer.Ordinal) { ["callReference"] = call.CallReference }).ToList();

    private static DirectAnswer RedeemPhoneToken(UsualVariables variables)
    {
        var token = variables.Text("token");
        return async (services, cancellationToken) =>
        {
            var redeem = services.GetRequiredService<RedeemPhoneToken>();
            var phone = await Mutation.RedeemPhoneToken(redeem, token, cancellationToken);
            return new Fields(StringComparer.Ordinal)
            {
                ["kind"] = EnumNames<PhoneKind>.Of(phone.Kind),
                ["callReference"] = phone.CallReference,
                ["agentId"] = phone.AgentId.ToString("D", CultureInfo.InvariantCulture),
            };
        };
    }
}
