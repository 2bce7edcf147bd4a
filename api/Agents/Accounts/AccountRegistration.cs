namespace IdBellen.Api.Agents.Accounts;

public static class AccountRegistration
{
    /// <summary>What a municipal admin does with accounts.</summary>
    public static IServiceCollection AddAccountChanges(this IServiceCollection services) => services
        .AddScoped<AccountChange>().AddScoped<EndAccess>().AddScoped<HandOutLink>()
        .AddScoped<CreateAccount>().AddScoped<DeleteAccount>().AddScoped<SetAccountDisabled>().AddScoped<ChangeRoles>()
        .AddScoped<ResetPassword>().AddScoped<ResetSecondFactor>()
        .AddScoped<ListAccounts>().AddScoped<ReadAccountKeeping>().AddScoped<ListRecentSignIns>();
}
