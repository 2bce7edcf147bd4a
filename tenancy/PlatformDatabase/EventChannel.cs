namespace IdBellen.Tenancy.PlatformDatabase;

/// <summary>The channel of PostgreSQL's NOTIFY on which replicas hint at changes. The payload is a tenant's UID, nothing more.</summary>
public static class EventChannel
{
    public const string Name = "idbellen_changes";
}
