using IdBellen.Tenancy.SignIn;

namespace IdBellen.Api.Identity.SignIn.Pages.Texts;

/// <summary>The texts of the sign-in pages in one language. No text reveals whether an account exists.</summary>
internal sealed record AccountTexts
{
    /// <summary>BCP 47, as in <c>lang</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The prefix of the page title after a refusal, because a screen reader starts with the title.</summary>
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

    /// <summary>The page shown after too many attempts from a network.</summary>
    public required string BusyTitle { get; init; }

    public required Func<string, string> BusyForSeconds { get; init; }

    public required string FailedTitle { get; init; }
    public required string Failed { get; init; }

    public required NoRoleTexts NoRole { get; init; }
}

/// <summary>The page shown after a sign-in without a role.</summary>
/// <param name="Explanation">What this means and whom to ask.</param>
/// <param name="Claim">The text before the name of the expected claim.</param>
/// <param name="Expected">The text before the expected roles.</param>
/// <param name="Received">The text before the names of the received claims.</param>
/// <param name="Reason">The problem, for the administrator of the provider.</param>
internal sealed record NoRoleTexts(
    string Title, string Explanation, string Claim, string Expected, string Received, Func<MissingRoleReason, string> Reason);

internal sealed record SignInTexts(string Title, string Password, string Forgotten, string Refused);

internal sealed record PasswordTexts
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

internal sealed record SecondFactorTexts
{
    public required FactorTexts App { get; init; }
    public required FactorTexts Recovery { get; init; }
    public required string NoRecoveryCodesEither { get; init; }
}

/// <summary>One way to show a second factor.</summary>
/// <param name="Hint">The expected input.</param>
/// <param name="Refused">The reason of a refusal.</param>
/// <param name="Other">The link to the other way.</param>
internal sealed record FactorTexts(string Title, string Label, string Hint, string Refused, string Other);

internal sealed record SetUpTexts
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

/// <summary>The page on which a signed-in person adds a second factor.</summary>
internal sealed record AddTexts(string Why, string Refused, string AlreadySet, string Back);

/// <summary>The page shown when the provider does not respond.</summary>
internal sealed record UnavailableTexts(string Title, string Explanation, string Retry);
