using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace IdBellen.Api.Platform.Connections;

/// <summary>
/// The connection of a database context. A context makes it, and commands for it, long before it opens it; this one chooses its pool when
/// it is opened, so that a context made before a rotation works after it.
/// </summary>
internal sealed class TenantConnection(TenantPool database, CurrentShare share) : DbConnection
{
    private readonly List<TenantCommand> waiting = [];
    private RentedConnection? rented;

    /// <summary>Omitted, because it contains the password.</summary>
    [AllowNull]
    public override string ConnectionString
    {
        get => "";
        set => throw new NotSupportedException();
    }

    public override string Database => rented?.Connection.Database ?? "";

    public override string DataSource => rented?.Connection.DataSource ?? "";

    public override string ServerVersion => Opened.ServerVersion;

    public override ConnectionState State => rented?.Connection.State ?? ConnectionState.Closed;

    private NpgsqlConnection Opened => rented?.Connection ?? throw new InvalidOperationException("The connection is not open.");

    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (rented is not null) throw new InvalidOperationException("The connection is open.");
        rented = await database.OpenAsync(cancellationToken, share.Value);
        foreach (var command in waiting) command.Connection = rented.Connection;
        waiting.Clear();
    }

    /// <exception cref="NotSupportedException">Always: nothing here waits for the network on a thread.</exception>
    public override void Open() => throw new NotSupportedException("Open it asynchronously.");

    public override void Close()
    {
        rented?.Dispose();
        rented = null;
    }

    public override async Task CloseAsync()
    {
        if (rented is not null) await rented.DisposeAsync();
        rented = null;
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Close();
        base.Dispose(disposing);
    }

    protected override DbCommand CreateDbCommand()
    {
        var command = new TenantCommand { Connection = rented?.Connection };
        if (rented is null) waiting.Add(command);
        return command;
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        new TenantTransaction(this, Opened.BeginTransaction(isolationLevel));

    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(
        IsolationLevel isolationLevel, CancellationToken cancellationToken) =>
        new TenantTransaction(this, await Opened.BeginTransactionAsync(isolationLevel, cancellationToken));
}

/// <summary>Accepts any transaction object; PostgreSQL runs the command in the transaction of its connection.</summary>
internal sealed class TenantCommand : NpgsqlCommand
{
    protected override DbTransaction? DbTransaction { get; set; }
}
