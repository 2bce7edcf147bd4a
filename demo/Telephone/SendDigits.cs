namespace IdBellen.Demo.Telephone;

/// <summary>The caller keys in a code during the call; empty means: I have none.</summary>
internal static class SendDigits
{
    public sealed record Body(string? Call, string? Digits);

    public static IResult Handle(Body body, LiveCalls calls)
    {
        if (calls.Find(body.Call) is not { } call)
        {
            return Results.NotFound();
        }
        call.KeyIn(string.Concat((body.Digits ?? "").Where(char.IsAsciiDigit)));
        return Results.NoContent();
    }
}
