using System.Globalization;
using System.Reflection;
using IdBellen.Operator.Receipts;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// Signs and stores the receipt: first in the platform database, then as a ConfigMap with the same bytes. After a crash in between, the
/// stored receipt is used; another one is never signed.
/// </summary>
internal sealed class IssueReceipt(ReceiptKeys keys, ReceiptStore store, TimeProvider time) : ITeardownStage
{
    private static readonly string Version =
        typeof(IssueReceipt).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public string Name => "IssuingReceipt";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        if (context.Record.Receipt is null)
        {
            var (key, obstacle) = await keys.GetAsync(cancellationToken);
            if (key is null) return StageResult.Blocked(obstacle!);
            using (key) await context.Record.SealAsync(SignedReceipt.Sign(Describe(context), key), cancellationToken);
        }
        return await store.PutAsync(context.Municipality, context.Record.Receipt!, cancellationToken) is { } refusal
            ? StageResult.Blocked(refusal)
            : StageResult.Complete;
    }

    private TeardownReceipt Describe(TeardownContext context)
    {
        var (facts, metadata, now) = (context.Record.Facts, context.Municipality.Metadata, time.GetUtcNow());
        var ends = facts.Stages.Skip(1).Select(stage => stage.At).Append(now);
        return new TeardownReceipt
        {
            Municipality = new ReceiptMunicipality(metadata.Name, metadata.NamespaceProperty, context.Uid),
            Deletion = new ReceiptTimes(Text(new DateTimeOffset(metadata.DeletionTimestamp!.Value.ToUniversalTime())),
                Text(context.Record.BegunAt!.Value), Text(now)),
            OperatorVersion = Version,
            Erased = new ReceiptErased(facts.Calls, facts.Sessions, facts.Rows is not null, facts.Rows
                ?? new Dictionary<string, long>(StringComparer.Ordinal)),
            AccessLogUnconfirmed = facts.AccessLogLost,
            Ended = new ReceiptEnded(facts.PreparedTransactions.Count, facts.Connections.Count),
            Dropped = new ReceiptDropped(facts.Databases, facts.Roles, facts.Secrets, facts.PlatformRows),
            Verified = new ReceiptVerified(Text(facts.VerifiedAt!.Value),
                ["pg_database", "pg_roles", "pg_shdescription", "platform database", $"Secrets of namespace {metadata.NamespaceProperty}"]),
            Kept = facts.Kept,
            Stages = [.. facts.Stages.Zip(ends,
                (stage, end) => new ReceiptStage(stage.Name, Text(stage.At), (long)(end - stage.At).TotalMilliseconds))],
        };
    }

    private static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
