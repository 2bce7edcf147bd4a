using System.Globalization;

namespace IdBellen.Tenancy.Postgres;

/// <summary>The name of a database, role, schema or table; always quoted in statements.</summary>
public readonly record struct Identifier
{
    private readonly string name;

    /// <exception cref="ArgumentException">PostgreSQL allows no empty name and no NUL in one.</exception>
    public Identifier(string name)
    {
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A PostgreSQL identifier is not empty and holds no NUL.", nameof(name));
        this.name = name;
    }

    /// <summary>Quoted: any name is safe, also one that is a keyword or holds quotes.</summary>
    public override string ToString() => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>A whole number for statements that take no parameters.</summary>
public readonly record struct Number(int Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A text constant for statements that take no parameters (CREATE, ALTER, COMMENT).</summary>
public readonly record struct Literal(string Text)
{
    public override string ToString() => $"'{Text.Replace("'", "''", StringComparison.Ordinal)}'";
}
