namespace IdBellen.Api.Platform.Notifications;

/// <summary>Receives notifications of changes made by any replica. Its methods must not block.</summary>
internal interface IChangeSubscriber
{
    /// <summary>Something of this tenant may have changed.</summary>
    void Changed(string tenantUid)
    {
    }

    /// <summary>
    /// The LISTEN connection was reopened: anything may have changed in the meantime, and the database server may have crashed.
    /// </summary>
    void Reconnected();
}
