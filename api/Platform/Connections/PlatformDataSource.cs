using Npgsql;

namespace IdBellen.Api.Platform.Connections;

/// <summary>The connection pool of the platform database.</summary>
internal sealed record PlatformDataSource(NpgsqlDataSource Value);
