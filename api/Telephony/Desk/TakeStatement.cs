using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.AccessLog;
using Npgsql;
using Row = IdBellen.Tenancy.TenantDatabase.Call;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>
/// Calls the SQL function <c>take_call</c> (TakeCall.sql): whether the agent may still take calls, who gets this one, and the record of
/// who sees its data.
/// </summary>
internal sealed class TakeStatement(CurrentTenant current, TenantFunctions functions, TimeProvider time)
{
    public async Task<Outcome<TakeReply>> ExecuteAsync(Guid callId, Actor.Person agent, CancellationToken cancellationToken)
    {
        var tenant = current.Value;
        var purposes = tenant.Policy.Purposes;
        var function = new FunctionCall("outcome, is_new", "public.take_call")
            .With(callId)
            .With(agent.SessionId)
            .With(agent.AccountId)
            .With(agent.DisplayName)
            .With(tenant.Policy.SignInProvider)
            .With(tenant.Policy.SignIn is null)
            .With(time.GetUtcNow())
            .With(Row.SilenceLimit)
            .With(purposes.Select(purpose => purpose.Name).ToArray())
            .With(purposes.Select(purpose => ProcessingActivity.Of(tenant.Policy, tenant.Origin, purpose.Name)).ToArray())
            .With(ProcessingActivity.Of(tenant.Policy, tenant.Origin, ""));
        try
        {
            return await functions.CallAsync([], function, Read, cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The unique index on taken_by: this agent still has another call.
            return new TakeReply(TakeOutcome.Busy, IsNew: false);
        }
    }

    private static Outcome<TakeReply> Read(NpgsqlDataReader reader) => reader.GetString(0) switch
    {
        "NOT_SIGNED_IN" => Refusal.NotSignedIn,
        "NOT_ALLOWED" => Refusal.NotAllowed,
        var outcome => new TakeReply(Enum.Parse<TakeOutcome>(outcome), reader.GetBoolean(1)),
    };
}

/// <param name="IsNew">Whether the agent did not have the call before.</param>
internal sealed record TakeReply(TakeOutcome Outcome, bool IsNew);
