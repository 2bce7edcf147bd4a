namespace IdBellen.Demo.People;

/// <summary>A credential in the wallet of a person; an optional attribute without a value is null.</summary>
internal sealed record Card(
    string CredentialType, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, IReadOnlyDictionary<string, string?> Attributes)
{
    public bool IsExpiredAt(DateTimeOffset now) => now >= ExpiresAt;
}
