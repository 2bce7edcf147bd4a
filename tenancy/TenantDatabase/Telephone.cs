namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>A telephone of the municipality on which agents may talk instead of in their browser. Its admins enter them.</summary>
public sealed class Telephone
{
    /// <summary>How many a municipality can have.</summary>
    public const int Most = 500;

    public Guid Id { get; init; }

    /// <summary>As <see cref="Tenancy.Telephony.TelephoneNumber"/> permits it.</summary>
    public required string Number { get; init; }

    /// <summary>For people: where it stands.</summary>
    public required string Name { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>
/// The telephone on which an agent takes calls, until the agent chooses otherwise or the session ends in which it was chosen. A telephone
/// is one agent's, and an agent has one.
/// </summary>
public sealed class TelephoneChoice
{
    public Guid TelephoneId { get; init; }

    public Guid SessionId { get; init; }

    /// <summary>The agent: that of the session.</summary>
    public Guid AccountId { get; init; }

    /// <summary>How often the agent has let it ring again.</summary>
    public int Rings { get; init; }
}
