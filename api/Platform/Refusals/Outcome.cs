namespace IdBellen.Api.Platform.Refusals;

/// <summary>The value of a use case, or the refusal.</summary>
internal readonly record struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    /// <summary>The refusal; null if there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}.");

#pragma warning disable CA2225 // The conversions are what the type is for.
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Creates an outcome of a value whose type is an interface, which C# does not convert implicitly.</summary>
    public static Outcome<T> Of(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
#pragma warning restore CA2225
}
