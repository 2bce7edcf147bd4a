namespace IdBellen.Tests.Support.Environment;

/// <summary>The real clock, set forward: timers run as always, but it is later.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long ticks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ticks));
}
