namespace IdBellen.Api.SignIn.Pages.Texts;

public static class EnglishTexts
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
            "The e-mail address or the password is not right. After five wrong ones you have to wait five minutes."),
        Password = new PasswordTexts
        {
            Title = "Choose a password",
            Lifetime = "The link that you were given works once, and no longer than 24 hours.",
            New = "New password",
            Hint = "At least 12 characters. A few words in a row will do.",
            Save = "Save",
            Saved = "Your password has been saved.",
            NeedsScript = "Turn JavaScript on: without it the link can't be read.",
            LinkRefused = "This link does not work (any more), or belongs to another e-mail address. Ask the admin for a new link.",
            TooShort = "Choose a password of at least 12 characters.",
            TooLong = "Choose a password of at most 128 characters.",
            TooCommon = "This password is too easy to guess. Choose a few words that do not belong together.",
            OwnNames = "Do not use your name, your e-mail address or the municipality's name as a password. Choose a few other words.",
        },
        SecondFactor = new SecondFactorTexts
        {
            App = new FactorTexts(
                "Enter your code", "Code from your authenticator app", "Six digits.",
                "This code is not right (any more). Wait for a new code in the app. After five wrong ones you have to wait five minutes.",
                "No access to the app? Use a recovery code"),
            Recovery = new FactorTexts(
                "Enter a recovery code", "Recovery code", "One of the ten codes that you kept when you set this up. Each code works once.",
                "This recovery code is not right or has been used. After five wrong ones you have to wait five minutes.",
                "Use a code from the app after all"),
            NoRecoveryCodesEither = "No recovery codes left either? Ask the admin of your municipality to erase your second factor.",
        },
        SetUp = new SetUpTexts
        {
            Title = "Set up a second factor",
            Why = "Besides your password you need a code from your phone. Scan the QR code with an authenticator app and enter the code that the app shows.",
            Picture = "QR code for your authenticator app; the key is below as text",
            Key = "You can't scan it? Then type this key into the app:",
            Code = "Code from the app",
            SetUp = "Set up",
            Refused = "This code is not right. Wait for a new code in the app, and see whether the clock of your phone is right.",
            CodesTitle = "Keep your recovery codes",
            Done = "Your authenticator app has been set up.",
            Codes = "With a recovery code you sign in when you have lost your phone. Each code works once. Print or copy them now: you will see them only once.",
            Kept = "I have kept the codes",
        },
        Add = new AddTexts(
            "With a second factor nobody can sign in who knows only your password. First enter your password once more.",
            "This password is not right. After five wrong ones you have to wait five minutes.",
            "You already have a second factor. Do you want another one? Ask the admin of your municipality to erase this one.",
            "Back"),
        Unavailable = new UnavailableTexts(
            "You can't sign in now",
            "The sign-in service of your municipality does not work at the moment. Try again in a few minutes. If this goes on, ask the admin of your municipality for help.",
            "Try again"),
        BusyTitle = "Please wait",
        BusyForSeconds = seconds => $"Signing in was tried too often from your network. Wait {seconds} seconds and try again.",
        FailedTitle = "Signing in did not succeed",
        Failed = "Your sign-in has expired or was broken off, or the sign-in service can't be reached.",
    };
}
