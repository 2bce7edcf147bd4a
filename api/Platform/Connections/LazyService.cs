namespace IdBellen.Api.Platform.Connections;

/// <summary>A service of the scope that is made when it is used: what most requests do not need costs them nothing.</summary>
internal sealed class LazyService<T>(IServiceProvider services) : Lazy<T>(services.GetRequiredService<T>)
    where T : notnull;
