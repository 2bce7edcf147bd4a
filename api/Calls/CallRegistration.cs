using IdBellen.Api.Agents;

namespace IdBellen.Api.Calls;

public static class CallRegistration
{
    public static IServiceCollection AddCalls(this IServiceCollection services) => services
        .AddScoped<CurrentCaller>().AddScoped<ListLiveCalls>().AddScoped<WatchLiveCalls>().AddScoped<LogAccess>().AddScoped<MatchCode>().AddScoped<QueueCall>()
        .AddScoped<ReportCall>().AddScoped<TakeCall>().AddScoped<EraseCall>().AddScoped<FinishCall>().AddScoped<WatchAssignments>();
}
