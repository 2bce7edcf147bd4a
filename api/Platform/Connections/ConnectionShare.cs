namespace IdBellen.Api.Platform.Connections;

/// <summary>The group that uses a connection to a municipality's database. Later groups have a smaller share.</summary>
internal enum ConnectionShare
{
    /// <summary>Signed-in people, the exchange, and background work: all connections.</summary>
    Staff,

    /// <summary>People who are signing in.</summary>
    SignIn,

    /// <summary>Anyone.</summary>
    Citizen,
}

/// <summary>The share from which this request or background task takes connections; updated when the client is identified.</summary>
internal sealed class CurrentShare
{
    public ConnectionShare Value { get; set; } = ConnectionShare.Staff;
}
