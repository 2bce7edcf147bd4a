using IdBellen.Tenancy.SignIn;

namespace IdBellen.Api.Identity.SignIn.Pages.Texts;

internal static class EnglishTexts
{
    public static AccountTexts All { get; } = new()
    {
        Language = "en",
        Error = "Error",
        Email = "E-mail address",
        Continue = "Continue",
        SignInAgain = "Sign in again",
        SignIn = new SignInTexts(
            "Sign in", "Password", "Forgotten your password? Ask the admin of your municipality for a new link.",
            "The e-mail address or password is incorrect. After five failed attempts you must wait five minutes."),
        Password = new PasswordTexts
        {
            Title = "Choose a password",
            Lifetime = "The link that you were given works once, and no longer than 24 hours.",
            New = "New password",
            Hint = "At least 12 characters. A few words in a row will do.",
            Save = "Save",
            Saved = "Your password has been saved.",
            NeedsScript = "Turn on JavaScript; the link cannot be read without it.",
            LinkRefused = "This link is invalid or has expired, or belongs to another e-mail address. Ask the admin for a new link.",
            TooShort = "Choose a password of at least 12 characters.",
            TooLong = "Choose a password of at most 128 characters.",
            TooCommon = "This password is too easy to guess. Choose a few words that do not belong together.",
            OwnNames = "Do not use your name, your e-mail address or the municipality's name as a password. Choose a few other words.",
        },
        SecondFactor = new SecondFactorTexts
        {
            App = new FactorTexts(
                "Enter your code", "Code from your authenticator app", "Six digits.",
                "This code is incorrect or has expired. Wait for a new code in the app. After five failed attempts you must wait five "
                    + "minutes.",
                "No access to the app? Use a recovery code"),
            Recovery = new FactorTexts(
                "Enter a recovery code", "Recovery code", "One of the ten codes that you saved when you set this up. Each code works once.",
                "This recovery code is incorrect or was already used. After five failed attempts you must wait five minutes.",
                "Use a code from the app instead"),
            NoRecoveryCodesEither = "No recovery codes left either? Ask the admin of your municipality to remove your second factor.",
        },
        SetUp = new SetUpTexts
        {
            Title = "Set up a second factor",
            Why = "In addition to your password you need a code from your phone. Scan the QR code with an authenticator app and enter the "
                + "code that the app shows.",
            Picture = "QR code for your authenticator app; the key is below as text",
            Key = "Can't scan it? Enter this key in the app:",
            Code = "Code from the app",
            SetUp = "Set up",
            Refused = "This code is incorrect. Wait for a new code in the app, and check that your phone's clock is correct.",
            CodesTitle = "Save your recovery codes",
            Done = "Your authenticator app has been set up.",
            Codes = "Use a recovery code to sign in if you lose your phone. Each code works once. Print or copy them now: they are shown "
                + "only once.",
            Kept = "I have saved the codes",
        },
        Add = new AddTexts(
            "With a second factor, knowing your password is not enough to sign in. First enter your password again.",
            "This password is incorrect. After five failed attempts you must wait five minutes.",
            "You already have a second factor. Do you want another one? Ask the admin of your municipality to remove this one.",
            "Back"),
        Unavailable = new UnavailableTexts(
            "You can't sign in now",
            "The sign-in service of your municipality does not work at the moment. Try again in a few minutes. If this continues, ask the "
                + "admin of your municipality for help.",
            "Try again"),
        BusyTitle = "Please wait",
        BusyForSeconds = seconds => $"Too many sign-in attempts from your network. Wait {seconds} seconds and try again.",
        FailedTitle = "Sign-in failed",
        Failed = "Your sign-in has expired or was interrupted, or the sign-in service is unreachable.",
        NoRole = new NoRoleTexts(
            "You have no role here",
            "You have signed in, but you can't do anything here yet. Ask your admin for a role, and show them this page.",
            "Expected claim", "Expected roles", "Received claims",
            reason => reason switch
            {
                MissingRoleReason.NoSuchClaim => "The sign-in service does not send the claim that must contain the roles.",
                MissingRoleReason.OtherCase =>
                    "The sign-in service sends a role that differs only in upper and lower case. They must be exactly the same.",
                MissingRoleReason.ListWithSpaces => "The sign-in service sends the roles as one string with spaces. Send a list, or "
                    + "separate the roles by commas.",
                MissingRoleReason.Overage => "You are in so many groups that the sign-in service omits them. Configure it to send only "
                    + "the groups of this application, or use app roles.",
                _ => "None of the roles that the sign-in service sends is one of the expected roles.",
            }),
    };
}
