namespace IdBellen.Tenancy.Retention;

/// <summary>The parameters of a purge.</summary>
/// <param name="Retention">The retention period of personal data. A shortened retention applies to existing data too.</param>
/// <param name="WrapUp">The time after a call during which the agent who took it can still see the caller's data.</param>
public sealed record PurgeTerms(TimeSpan Retention, TimeSpan WrapUp)
{
    /// <summary>The time limit after which no further batch is started; the next purge continues. Defaults to 20 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether to skip the purge while another one of this database is in progress.</summary>
    public bool InTurn { get; init; }
}
