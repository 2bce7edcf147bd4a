using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Tenancy.Time;

namespace IdBellen.Operator.Municipalities.Probes;

/// <summary>
/// Caches the outcomes of probes. A municipality is reconciled every minute, and more often while something is wrong, but its credentials
/// are tried only when they or the address have changed, and occasionally, so that a server does not lock the client out for repeated
/// failures.
/// </summary>
internal sealed class ProbeMemory(TimeProvider time)
{
    private static readonly TimeSpan WhenGood = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan WhenBad = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <param name="subject">The municipality and the probed object.</param>
    /// <param name="used">All that the outcome depends on. Not kept: only its hash is.</param>
    public async Task<StepOutcome> RunAsync(string subject, IEnumerable<string?> used, Func<Task<StepOutcome>> probe)
    {
        var fingerprint = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', used)));
        if (entries.TryGetValue(subject, out var known) && known.Fingerprint.AsSpan().SequenceEqual(fingerprint)
            && time.IsFresh(known.At, known.Outcome.Status == true ? WhenGood : WhenBad))
            return known.Outcome;
        var outcome = await probe();
        entries[subject] = new Entry(fingerprint, time.GetUtcNow(), outcome);
        return outcome;
    }

    /// <summary>Forgets a deleted municipality.</summary>
    public void Forget(string uid)
    {
        foreach (var subject in entries.Keys.Where(subject => subject.StartsWith(uid, StringComparison.Ordinal)))
            entries.TryRemove(subject, out _);
    }

    private sealed record Entry(byte[] Fingerprint, DateTimeOffset At, StepOutcome Outcome);
}
