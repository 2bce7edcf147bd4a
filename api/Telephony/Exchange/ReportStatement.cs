using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.Telephony;
using Npgsql;
using Row = IdBellen.Tenancy.TenantDatabase.Call;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>Calls the SQL function <c>report_call</c> (ReportCall.sql), which decides on a report and stores its effects.</summary>
internal sealed class ReportStatement(CurrentTenant current, TenantFunctions functions, RetentionSwitches lines)
{
    private const string Columns = "next_step, door_is_shut, is_seen, is_erased, known_call, known_key, known_number";

    /// <param name="call">What is reported on.</param>
    /// <param name="state">What is reported.</param>
    /// <param name="availability">Whether the municipality takes new calls.</param>
    /// <param name="key">The key for a call that arrives now.</param>
    /// <param name="now">The time.</param>
    public Task<ReportReply> ExecuteAsync(
        IncomingCall call, ReportedCallState state, Availability availability, SlotKey key, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var callId = Guid.CreateVersion7(now);
        var function = new FunctionCall(Columns, "public.report_call")
            .With(call.Reference)
            .With(CallReference.HashOf(call.Reference))
            .With(state.ToString())
            .With(now)
            .With(availability.ToString())
            .With(callId)
            .With(key.Id)
            .With(key.ExpiresAt)
            .With(call.CallerNumber.SealedWith(key, callId))
            .With(Row.SilenceLimit)
            .With(current.Value.Policy.WrapUp > TimeSpan.Zero)
            .With(lines.EraseAtCallEnd);
        return functions.CallAsync([AdvisoryLocks.Call(call.Reference).InBatch()], function, Reply, cancellationToken);
    }

    private static ReportReply Reply(NpgsqlDataReader reader) => new(Enum.Parse<NextStep>(reader.GetString(0)))
    {
        DoorIsShut = reader.GetBoolean(1),
        IsSeen = reader.GetBoolean(2),
        IsErased = reader.GetBoolean(3),
        Known = StoredNumber.Read(reader, 4),
    };
}

/// <summary>What became of a report.</summary>
internal sealed record ReportReply(NextStep Next)
{
    /// <summary>Nothing was stored: the call is new, and the municipality takes none.</summary>
    public bool DoorIsShut { get; init; }

    /// <summary>Whether the queue changes for its viewers.</summary>
    public bool IsSeen { get; init; }

    /// <summary>Whether data was erased.</summary>
    public bool IsErased { get; init; }

    /// <summary>The number of a call that was there before; null for another one.</summary>
    public StoredNumber? Known { get; init; }
}
