using IdBellen.Api.Platform.Faults;

namespace IdBellen.Api.Web.GraphQL.Errors;

/// <summary>Logs an exception of a field, whoever ran it.</summary>
internal static class FieldFaults
{
    public static void Tell(IServiceProvider? services, string field, Exception fault)
    {
        // Clients often disconnect, even while a subscription starts.
        if (fault is OperationCanceledException) return;
        services?.GetRequiredService<FaultLog>().Tell($"Field {field}", fault);
    }
}
