using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Identity.Accounts;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Api.Telephony.Citizens;
using IdBellen.Api.Telephony.Desk;
using IdBellen.Api.Telephony.Exchange;
using IdBellen.Api.Telephony.Invitations;
using IdBellen.Api.Telephony.Live;
using IdBellen.Api.Telephony.Phones;
using IdBellen.Api.Telephony.Presence;
using IdBellen.Api.Telephony.Telephones;

namespace IdBellen.Api.Telephony;

/// <summary>Calls: the exchange, the agents' desk, and live views.</summary>
internal static class TelephonyServiceCollectionExtensions
{
    public static IServiceCollection AddTelephony(this IServiceCollection services, IConfiguration configuration) => services
        .AddScoped<LogAccess>().AddScoped<IAccessRecord>(provider => provider.GetRequiredService<LogAccess>())
        .AddScoped<ReadLiveCall>().AddSingleton<CallMetrics>()
        .AddLiveFeeds().AddExchange().AddDesk().AddInvitations().AddPresence().AddPhones(configuration)
        .AddTelephones();

    private static IServiceCollection AddLiveFeeds(this IServiceCollection services) => services
        .AddSingleton<LiveFeeds>().AddSingleton<IChangeSubscriber>(provider => provider.GetRequiredService<LiveFeeds>())
        .AddScoped<ReadLiveSnapshot>().AddScoped<ReadInvitations>().AddScoped<ReadSessionStatuses>()
        .AddScoped<WatchSession>().AddScoped<CancelSession>().AddScoped<PairSession>();

    private static IServiceCollection AddExchange(this IServiceCollection services) => services
        .AddScoped<MatchCode>().AddScoped<MatchStatement>().AddScoped<WrongCodes>().AddSingleton<WrongCodeAlerts>().AddScoped<QueueCall>()
        .AddScoped<ReportCall>().AddScoped<ReportStatement>().AddScoped<WatchAssignments>().AddScoped<ListOpenCalls>();

    private static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddSingleton<LiveViews>().AddScoped<ListLiveCalls>().AddScoped<WatchLiveCalls>().AddScoped<TakeCall>().AddScoped<TakeStatement>()
        .AddScoped<ReleaseCall>().AddScoped<TransferCall>().AddScoped<FinishCall>().AddScoped<FollowLink>().AddScoped<ReadLargeAttribute>();

    private static IServiceCollection AddInvitations(this IServiceCollection services) => services
        .AddScoped<InviteCaller>().AddScoped<ConfirmCaller>().AddScoped<EndInvitedSessions>().AddScoped<IDisclosureDuringCall, JoinCall>()
        .AddScoped<StartInvitedSession>().AddSingleton<InvitationGuesses>();

    private static IServiceCollection AddPhones(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PhoneOptions>().Bind(configuration.GetSection(PhoneOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        return services.AddHttpForwarder().AddSingleton<PhoneRelay>().AddScoped<PhoneServers>().AddScoped<IssuePhoneToken>()
            .AddScoped<ConnectPhone>().AddScoped<CheckPhone>().AddScoped<RedeemPhoneToken>();
    }

    private static IServiceCollection AddTelephones(this IServiceCollection services) => services
        .AddScoped<TelephoneChange>().AddScoped<ReadTelephones>().AddScoped<AgentTelephones>().AddScoped<ListTelephones>()
        .AddScoped<AddTelephone>().AddScoped<RemoveTelephone>().AddScoped<ChooseTelephone>().AddScoped<RingTelephone>();

    private static IServiceCollection AddPresence(this IServiceCollection services) => services
        .AddScoped<AgentsAvailable>().AddScoped<RenewPresence>().AddScoped<SetAvailability>().AddScoped<ListColleagues>()
        .AddScoped<ReadViewer>()
        .AddScoped<IAgentWork, EndAgentWork>();
}
