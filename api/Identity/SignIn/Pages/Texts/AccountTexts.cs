namespace IdBellen.Api.SignIn.Pages.Texts;

/// <summary>All that the sign-in pages say, in one language. No text tells whether an account exists.</summary>
public sealed record AccountTexts
{
    /// <summary>BCP 47, as in <c>lang</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Before the title of a page that was refused: the title is what a screen reader says first.</summary>
    public required string Error { get; init; }

    public required string Email { get; init; }
    public required string Continue { get; init; }
    public required string SignInAgain { get; init; }

    public required SignInTexts SignIn { get; init; }
    public required PasswordTexts Password { get; init; }
    public required SecondFactorTexts SecondFactor { get; init; }
    public required SetUpTexts SetUp { get; init; }
    public required AddTexts Add { get; init; }
    public required UnavailableTexts Unavailable { get; init; }

    /// <summary>The page for who has just tried too often from this network.</summary>
    public required string BusyTitle { get; init; }

    public required Func<string, string> BusyForSeconds { get; init; }

    public required string FailedTitle { get; init; }
    public required string Failed { get; init; }
}

public sealed record SignInTexts(string Title, string Password, string Forgotten, string Refused);

public sealed record PasswordTexts
{
    public required string Title { get; init; }
    public required string Lifetime { get; init; }
    public required string New { get; init; }
    public required string Hint { get; init; }
    public required string Save { get; init; }
    public required string Saved { get; init; }
    public required string NeedsScript { get; init; }
    public required string LinkRefused { get; init; }
    public required string TooShort { get; init; }
    public required string TooLong { get; init; }
    public required string TooCommon { get; init; }
    public required string OwnNames { get; init; }
}

public sealed record SecondFactorTexts
{
    public required FactorTexts App { get; init; }
    public required FactorTexts Recovery { get; init; }
    public required string NoRecoveryCodesEither { get; init; }
}

/// <summary>One way to show a second factor.</summary>
/// <param name="Title">The page's.</param>
/// <param name="Label">The field's.</param>
/// <param name="Hint">What is to be typed.</param>
/// <param name="Refused">Why it goes no further.</param>
/// <param name="Other">The link to the other way.</param>
public sealed record FactorTexts(string Title, string Label, string Hint, string Refused, string Other);

public sealed record SetUpTexts
{
    public required string Title { get; init; }
    public required string Why { get; init; }
    public required string Picture { get; init; }
    public required string Key { get; init; }
    public required string Code { get; init; }
    public required string SetUp { get; init; }
    public required string Refused { get; init; }
    public required string CodesTitle { get; init; }
    public required string Done { get; init; }
    public required string Codes { get; init; }
    public required string Kept { get; init; }
}

/// <summary>The page on which somebody who is signed in asks for a second factor.</summary>
public sealed record AddTexts(string Why, string Refused, string AlreadySet, string Back);

/// <summary>The page for when the provider does not answer.</summary>
public sealed record UnavailableTexts(string Title, string Explanation, string Retry);
