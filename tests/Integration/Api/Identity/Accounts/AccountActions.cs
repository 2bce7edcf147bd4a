using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Identity.Accounts;

/// <summary>What an admin does with accounts.</summary>
internal static class AccountActions
{
    public const string Delete = "mutation ($id: ID!) { deleteAccount(accountId: $id) { accountId } }";
    public const string Disable = "mutation ($id: ID!) { setAccountDisabled(accountId: $id, disabled: true) { id disabled } }";
    public const string Enable = "mutation ($id: ID!) { setAccountDisabled(accountId: $id, disabled: false) { id disabled } }";
    public const string ResetPassword = "mutation ($id: ID!) { resetPassword(accountId: $id) { setPasswordLink account { activated } } }";
    public const string ResetSecondFactor = "mutation ($id: ID!) { resetSecondFactor(accountId: $id) { id hasSecondFactor } }";
    public const string MakeAgent = "mutation ($id: ID!) { changeRoles(accountId: $id, roles: [AGENT]) { id roles } }";
    public const string MakeAdmin = "mutation ($id: ID!) { changeRoles(accountId: $id, roles: [ADMIN]) { id roles } }";
    public const string MakeBoth = "mutation ($id: ID!) { changeRoles(accountId: $id, roles: [AGENT, ADMIN]) { id roles } }";

    public static readonly IReadOnlyList<string> All =
        [Delete, Disable, Enable, ResetPassword, ResetSecondFactor, MakeAgent, MakeAdmin, MakeBoth];

    public static Task<GraphQLAnswer> DoAsync(this SignedIn admin, string mutation, Guid account) =>
        admin.GraphQL.SendAsync(mutation, new { id = account });

    /// <summary>An admin beside the first one, signed in.</summary>
    public static async Task<SignedIn> SecondAdminAsync(this ServedMunicipality municipality, string name)
    {
        var created = await (await municipality.AdminAsync()).GraphQL.GetAsync<AccountWithLink>(
            "mutation ($email: String!, $name: String!) { createAccount(email: $email, displayName: $name, role: ADMIN) { setPasswordLink } }",
            new { email = $"{name}@example.nl", name });
        return await SignedIn.ActivateAsync(municipality, $"{name}@example.nl", created.SetPasswordLink!);
    }

    /// <summary>As if the owner had set one up.</summary>
    public static Task PlantSecondFactorAsync(this ServedMunicipality municipality, Guid account) => municipality.ExecuteAsync(
        $"UPDATE account SET second_factor_sealed = '\\x01', second_factor_step = 7 WHERE id = '{account}'; INSERT INTO recovery_code "
            + $"VALUES ('{account}', '\\x02'), ('{account}', '\\x03')");

    /// <summary>All that is known of accounts, to see whether anything changed.</summary>
    public static async Task<string> AccountsDumpAsync(
        this ServedMunicipality municipality) => string.Join('\n', await municipality.QueryAsync(
        "SELECT account::text || (SELECT coalesce(string_agg(role_id::text, ',' ORDER BY role_id), '') FROM account_role WHERE user_id = "
            + "account.id) FROM account ORDER BY id"));

    /// <summary>Whether nobody is signed in with this cookie.</summary>
    public static async Task<bool> IsSignedOutAsync(this SignedIn person) =>
        (await person.GraphQL.GetAsync("{ viewer { id } }"))["viewer"] is null;
}
