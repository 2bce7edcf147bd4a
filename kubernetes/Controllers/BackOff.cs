namespace IdBellen.Kubernetes.Controllers;

/// <summary>The exponential back-off after consecutive failures, up to a maximum.</summary>
public sealed record BackOff(TimeSpan First, TimeSpan Cap)
{
    /// <summary>From half a second to 30 seconds, so that the end of an outage is noticed soon.</summary>
    public static readonly BackOff Default = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30));

    /// <param name="failures">Failures in a row, from 1.</param>
    public TimeSpan After(int failures) =>
        failures > 30 ? Cap : TimeSpan.FromTicks(Math.Min((First * (1L << (failures - 1))).Ticks, Cap.Ticks));
}
