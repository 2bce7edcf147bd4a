using Npgsql;

namespace IdBellen.Operator.Municipalities.SignIn;

/// <summary>The database of OpenIddict's stores within one scope. The stores fail without it; there is no default tenant.</summary>
internal sealed class SignInStoreConnection : IAsyncDisposable
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
