using Npgsql;

namespace IdBellen.Operator.Municipalities.SignIn;

/// <summary>The database that OpenIddict's stores work on within one scope. Without one they fail: there is no default tenant.</summary>
public sealed class TenantConnection : IAsyncDisposable
{
    private NpgsqlConnection? open;

    /// <exception cref="InvalidOperationException">The scope was given none.</exception>
    public NpgsqlConnection Open
    {
        get => open ?? throw new InvalidOperationException("This scope has no tenant.");
        set => open = value;
    }

    public ValueTask DisposeAsync() => open?.DisposeAsync() ?? ValueTask.CompletedTask;
}
