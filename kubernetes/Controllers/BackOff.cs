namespace IdBellen.Operator.Runtime;

/// <summary>How long to wait after the n-th failure in a row: doubled each time, up to a cap.</summary>
public sealed record BackOff(TimeSpan First, TimeSpan Cap)
{
    /// <summary>Half a second, doubled up to half a minute: an outage that ends is noticed soon.</summary>
    public static readonly BackOff Default = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30));

    /// <param name="failures">Failures in a row, from 1.</param>
    public TimeSpan After(int failures) =>
        failures > 30 ? Cap : TimeSpan.FromTicks(Math.Min((First * (1L << (failures - 1))).Ticks, Cap.Ticks));
}
