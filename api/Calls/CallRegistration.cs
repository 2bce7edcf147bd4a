using IdBellen.Api.Agents;
using IdBellen.Api.Agents.Presence;
using IdBellen.Api.Calls.Desk;
using IdBellen.Api.Calls.Exchange;
using IdBellen.Api.Calls.Invitations;

namespace IdBellen.Api.Calls;

public static class CallRegistration
{
    public static IServiceCollection AddCalls(this IServiceCollection services) => services
        .AddScoped<CurrentCaller>().AddScoped<LogAccess>().AddScoped<ReadLiveCall>().AddScoped<EraseCall>().AddSingleton<CallMetrics>()
        // The exchange's side.
        .AddScoped<MatchCode>().AddScoped<WrongCodes>().AddScoped<QueueCall>().AddScoped<ReportCall>().AddScoped<WatchAssignments>()
        // The agent's side.
        .AddScoped<ListLiveCalls>().AddScoped<WatchLiveCalls>().AddScoped<TakeCall>().AddScoped<ReleaseCall>().AddScoped<TransferCall>()
        .AddScoped<FinishCall>().AddScoped<FollowLink>().AddScoped<InviteCaller>().AddScoped<ConfirmCaller>()
        .AddScoped<AgentsAvailable>().AddScoped<RenewPresence>().AddScoped<SetAvailability>().AddScoped<ListColleagues>().AddScoped<ReadViewer>();
}
