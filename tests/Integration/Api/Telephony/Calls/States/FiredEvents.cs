using System.Net;
using System.Text.Json.Nodes;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.States;
using IdBellen.Tests.Integration.Api.Identity.Accounts;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls.States;

/// <summary>Makes each event of the table happen, by whoever makes it happen in reality, and tells what was answered.</summary>
internal static class FiredEvents
{
    private const string Purpose = "uitkering";

    /// <returns>The outcome or the refusal's code, and <c>next</c>; empty where the answer has none.</returns>
    public static async Task<(string Outcome, string Next)> FireAsync(
        this StagedCalls calls, CallEvent happened, StagedCall call) => happened switch
        {
            CallEvent.RightCode => await calls.MatchAsync(call, calls.Disclosure().Code, 1),
            CallEvent.WrongCode => await calls.MatchAsync(call, "0000000000", 1),
            CallEvent.LastWrongCode => await calls.LastWrongCodeAsync(call),
            CallEvent.ExpiredCode => await calls.ExpiredCodeAsync(call),
            CallEvent.ReportQueued => ("", await calls.Exchange.ReportAsync(call.Reference, "QUEUED")),
            CallEvent.ReportConnected => ("", await calls.Exchange.ReportAsync(call.Reference, "CONNECTED")),
            CallEvent.ReportEnded => ("", await calls.Exchange.ReportAsync(call.Reference, "ENDED")),
            CallEvent.Take => (await TakeAsync(calls.Other.Person, call), ""),
            CallEvent.TakeAgain => (await TakeAsync(calls.Taker.Person, call), ""),
            CallEvent.Release => (OutcomeOf(await calls.Taker.Person.ReleaseAsync($"{call.Id}")), ""),
            CallEvent.ReleaseByOther => (OutcomeOf(await calls.Other.Person.ReleaseAsync($"{call.Id}")), ""),
            CallEvent.Transfer => (OutcomeOf(await calls.Taker.Person.TransferAsync($"{call.Id}", calls.Colleague.Id)), ""),
            CallEvent.TransferByOther => (OutcomeOf(await calls.Other.Person.TransferAsync($"{call.Id}", calls.Colleague.Id)), ""),
            CallEvent.Finish => (OutcomeOf(await calls.Taker.Person.FinishAsync($"{call.Id}")), ""),
            CallEvent.FinishByOther => (OutcomeOf(await calls.Other.Person.FinishAsync($"{call.Id}")), ""),
            CallEvent.FollowLink => (await FollowAsync(calls.Taker.Person, call), ""),
            CallEvent.FollowLinkByOther => (await FollowAsync(calls.Other.Person, call), ""),
            CallEvent.Invite => (OutcomeOf(await calls.Taker.Person.InviteAsync($"{call.Id}", Purpose)), ""),
            CallEvent.InviteByOther => (OutcomeOf(await calls.Other.Person.InviteAsync($"{call.Id}", Purpose)), ""),
            CallEvent.TakerLeaves => await calls.TakerLeavesAsync(),
            CallEvent.DataExpires => await calls.DataExpiresAsync(call),
            CallEvent.Purge => await calls.PurgeAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Nobody has written how this happens."),
        };

    private static async Task<(string, string)> MatchAsync(this StagedCalls calls, StagedCall call, string code, int attempt)
    {
        var answer = await calls.Exchange.MatchAsync(code, call.Reference, attempt, callerNumber: null);
        return (answer.Outcome, answer.Next);
    }

    private static async Task<(string, string)> LastWrongCodeAsync(this StagedCalls calls, StagedCall call)
    {
        await calls.ExecuteAsync(
            $"INSERT INTO code_attempt (reference_hash, attempt, outcome, next, at) SELECT sha256('{call.Reference}'), attempt, 'Retry', "
                + $"'AskAgain', now() FROM generate_series(1, 2) AS attempt");
        return await calls.MatchAsync(call, "0000000000", 3);
    }

    private static async Task<(string, string)> ExpiredCodeAsync(this StagedCalls calls, StagedCall call)
    {
        var (code, session) = calls.Disclosure();
        await calls.ExecuteAsync($"UPDATE session SET code_expires_at = now() - interval '1 second' WHERE id = '{session}'");
        return await calls.MatchAsync(call, code, 1);
    }

    private static async Task<string> TakeAsync(SignedIn agent, StagedCall call) =>
        (await agent.TakeAsync($"{call.Id}")).Outcome;

    private static async Task<string> FollowAsync(SignedIn agent, StagedCall call)
    {
        var answer = await agent.GraphQL.SendAsync(HttpMethod.Get, $"/calls/{call.Id}/links/{LinkKey}");
        return answer.StatusCode == HttpStatusCode.Redirect
            ? "" : (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]![0]!["extensions"]!["code"]!;
    }

    private static async Task<(string, string)> TakerLeavesAsync(this StagedCalls calls)
    {
        await calls.Admin.DoAsync(AccountActions.MakeBoth, calls.Taker.Id);
        await calls.Admin.DoAsync(AccountActions.MakeAdmin, calls.Taker.Id);
        await calls.Admin.DoAsync(AccountActions.MakeAgent, calls.Taker.Id);
        return ("", "");
    }

    private static async Task<(string, string)> DataExpiresAsync(this StagedCalls calls, StagedCall call)
    {
        await calls.ExpireDataAsync(call.Id);
        return ("", "");
    }

    private static async Task<(string, string)> PurgeAsync(this StagedCalls calls)
    {
        await using var connection = await calls.Database.OpenConnectionAsync();
        await new TenantPurge(TimeProvider.System).RunAsync(connection, new PurgeTerms(TimeSpan.FromMinutes(60), TimeSpan.Zero),
            CancellationToken.None);
        return ("", "");
    }

    // The key says which link of the fixture's specification, and nothing of the caller.
    private static string LinkKey { get; } =
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
        "Open zaaksysteem\nhttps://zaken.example.nl/zoek/{pbdf.gemeente.personalData.fullname}?bsn={pbdf.gemeente.personalData.bsn}")))[..16];

    private static string OutcomeOf(GraphQLAnswer answer)
    {
        if (answer.Errors.Count > 0) return answer.Code;
        return (string?)answer.Data!.AsObject().Single().Value!["outcome"] ?? "";
    }
}
