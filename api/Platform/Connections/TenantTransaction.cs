using System.Data;
using System.Data.Common;
using Npgsql;

namespace IdBellen.Api.Platform.Connections;

/// <summary>A transaction that names the connection it was asked of: Entity Framework insists on that.</summary>
internal sealed class TenantTransaction(TenantConnection connection, NpgsqlTransaction transaction) : DbTransaction
{
    public override IsolationLevel IsolationLevel => transaction.IsolationLevel;

    public override bool SupportsSavepoints => true;

    protected override DbConnection DbConnection => connection;

    public override void Commit() => transaction.Commit();

    public override Task CommitAsync(CancellationToken cancellationToken = default) => transaction.CommitAsync(cancellationToken);

    public override void Rollback() => transaction.Rollback();

    public override Task RollbackAsync(CancellationToken cancellationToken = default) => transaction.RollbackAsync(cancellationToken);

    public override void Save(string savepointName) => transaction.Save(savepointName);

    public override Task SaveAsync(string savepointName, CancellationToken cancellationToken = default) =>
        transaction.SaveAsync(savepointName, cancellationToken);

    public override void Rollback(string savepointName) => transaction.Rollback(savepointName);

    public override Task RollbackAsync(string savepointName, CancellationToken cancellationToken = default) =>
        transaction.RollbackAsync(savepointName, cancellationToken);

    public override void Release(string savepointName) => transaction.Release(savepointName);

    public override Task ReleaseAsync(string savepointName, CancellationToken cancellationToken = default) =>
        transaction.ReleaseAsync(savepointName, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) transaction.Dispose();
        base.Dispose(disposing);
    }
}
