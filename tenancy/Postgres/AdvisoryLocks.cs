namespace IdBellen.Tenancy.Postgres;

/// <summary>
/// Every advisory lock that the api and the operator take: its key, in which database, how long it is held and what it protects. A lock
/// belongs to one database. Take several locks in the order of this list.
/// </summary>
public static class AdvisoryLocks
{
    // In a municipality's database.

    /// <summary>Session, tried. One purge by the operator at a time; another run leaves the municipality out.</summary>
    public static AdvisoryLock Purge { get; } = AdvisoryLock.Named(LockScope.Session, "purge");

    /// <summary>Session. The daily sums of the evaluation: an older copy must not reach the platform database after a newer one.</summary>
    public static AdvisoryLock Evaluation { get; } = AdvisoryLock.Named(LockScope.Session, "evaluation");

    /// <summary>Transaction, tried. One batch of a purge, between the sweepers of the api's replicas.</summary>
    public static AdvisoryLock PurgeBatch { get; } = AdvisoryLock.Numbered(73, 1);

    /// <summary>Transaction. The accounts: two admins who remove each other at the same moment can't both succeed.</summary>
    public static AdvisoryLock Accounts { get; } = AdvisoryLock.Named(LockScope.Transaction, "accounts");

    /// <summary>Transaction. The telephones and who uses them: two agents never get the same one.</summary>
    public static AdvisoryLock Telephones { get; } = AdvisoryLock.Named(LockScope.Transaction, "telephones");

    /// <summary>Transaction. The calls of rows that are read; otherwise as <see cref="Call"/>. The purge only tries.</summary>
    public static AdvisoryLock CallOfRow { get; } = AdvisoryLock.OfColumn(LockScope.Transaction, LockKind.Call, "call_reference");

    /// <summary>Transaction. The ring of slot keys: who puts a key into it or empties a table of it.</summary>
    public static AdvisoryLock SlotKeyRing { get; } = AdvisoryLock.Numbered(1936552036, 0);

    /// <summary>Transaction. One call: reports and codes of it come in any order, at any replica, also when it has no row yet.</summary>
    public static AdvisoryLock Call(string reference) => AdvisoryLock.Of(LockScope.Transaction, LockKind.Call, reference);

    /// <summary>Transaction. The wrong codes of one caller's number: of two attempts the second must see what the first one did.</summary>
    /// <param name="hash">The hash of the number, in hexadecimal.</param>
    public static AdvisoryLock CallerNumber(string hash) => AdvisoryLock.Of(LockScope.Transaction, LockKind.CallerNumber, hash);

    // In the platform database.

    /// <summary>Session, tried. All changes to one municipality's database and roles: two operators never make them at once.</summary>
    public static AdvisoryLock Tenant(string name) => AdvisoryLock.Of(LockScope.Session, LockKind.Tenant, name);

    /// <summary>Transaction, tried. One export of the access logs at a time.</summary>
    public static AdvisoryLock AccessLog { get; } = AdvisoryLock.Named(LockScope.Transaction, "access-log");

    /// <summary>Transaction. The places of municipalities on the server: two that ask at once never get the same one.</summary>
    public static AdvisoryLock Admission { get; } = AdvisoryLock.Named(LockScope.Transaction, "admission");

    /// <summary>Transaction. Claims of hosts and numbers: of two requests for the same claim one succeeds.</summary>
    public static AdvisoryLock Acceptance { get; } = AdvisoryLock.Named(LockScope.Transaction, "acceptance");
}
