namespace IdBellen.Tenancy.Retention;

/// <summary>By what a municipality's database is purged, and how.</summary>
/// <param name="Retention">How long personal data may live. One that was shortened holds for what is there already too.</param>
/// <param name="WrapUp">How long the taker of a call still sees the caller after it.</param>
public sealed record PurgeTerms(TimeSpan Retention, TimeSpan WrapUp)
{
    /// <summary>No batch is begun later than this; what is left then is left for the next time. 20 seconds unless said otherwise.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether to leave it to whoever else purges this database in turn at this moment.</summary>
    public bool InTurn { get; init; }
}
