using IdBellen.Api.Disclosure.Followed;
using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdBellen.Api.Disclosure.Sessions;

/// <summary>
/// Stores a session that the IRMA server has started, and begins to follow it. Calls the SQL function <c>start_session</c>
/// (StartSession.sql).
/// </summary>
internal sealed class StoreSession(
    CurrentTenant current, CurrentShare share, TenantFunctions functions, FollowerLease lease, FollowedSessions followed,
    IOptions<FollowUpOptions> options)
{
    private const string Taken = "SELECT EXISTS (SELECT FROM public.session WHERE session.code_hash = $1)";

    /// <summary>Returns whether another live session has the draft's code.</summary>
    public async Task<bool> IsTakenAsync(SessionDraft draft, CancellationToken cancellationToken)
    {
        if (draft.Code is not { } code) return false;
        await using var rented = await current.Value.Database.OpenAsync(cancellationToken, share.Value);
        await using var ask = new NpgsqlCommand(Taken, rented.Connection);
        ask.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = current.Value.Codes.Of(code) });
        return (bool)(await ask.ExecuteScalarAsync(cancellationToken))!;
    }

    // The follow-up row comes first, so that no stored session is ever without one. AdoptSessions removes a follow-up row without a
    // session.
    public async Task<Stored> ExecuteAsync(SessionDraft draft, Session row, string irmaToken, CancellationToken cancellationToken)
    {
        var dueAt = row.CreatedAt + options.Value.MinPause;
        await lease.AddAsync(row.Id, current.Value.Uid, dueAt, cancellationToken);
        var stored = await functions.CallAsync(
            [], Function(draft.Wish.Invitation, row), reader => Enum.Parse<Stored>(reader.GetString(0)), cancellationToken);
        if (stored == Stored.Yes) followed.Add(FollowedSession.Of(row, current.Value.Uid, irmaToken), dueAt);
        else followed.Settle(row.Id);
        return stored;
    }

    private static FunctionCall Function(Invitation? invitation, Session row) => new FunctionCall("outcome", "public.start_session")
        .With(row.Id)
        .With(row.StatusTokenHash)
        .With(row.Purpose)
        .With(row.RequestedJson)
        .With(row.TraceId)
        .With(row.DataSubjectId)
        .With(row.IrmaTokenSealed)
        .With(row.Way.ToString())
        .With(row.CodeHash)
        .With(row.ShownDigitsSealed)
        .With(row.FrontendSealed)
        .With(row.KeyId)
        .With(row.CreatedAt)
        .With(row.ExpiresAt)
        .With(row.CallId)
        .With(invitation?.CodeHash);
}

/// <summary>The result of storing a session.</summary>
internal enum Stored
{
    Yes,

    /// <summary>Another live session has the same code.</summary>
    CodeTaken,

    /// <summary>The invitation was replaced, or its call has ended.</summary>
    InvitationGone,
}
