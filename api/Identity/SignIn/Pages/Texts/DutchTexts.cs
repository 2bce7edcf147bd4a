using IdBellen.Tenancy.SignIn;

namespace IdBellen.Api.Identity.SignIn.Pages.Texts;

/// <summary>The Dutch texts, at language level B1, with the formal "u".</summary>
internal static class DutchTexts
{
    public static AccountTexts All { get; } = new()
    {
        Language = "nl",
        Error = "Fout",
        Email = "E-mailadres",
        Continue = "Verder",
        SignInAgain = "Opnieuw inloggen",
        SignIn = new SignInTexts(
            "Inloggen", "Wachtwoord", "Wachtwoord vergeten? Vraag de beheerder van uw gemeente om een nieuwe link.",
            "E-mailadres of wachtwoord klopt niet. Na vijf keer fout moet u vijf minuten wachten."),
        Password = new PasswordTexts
        {
            Title = "Wachtwoord kiezen",
            Lifetime = "De link die u kreeg, werkt één keer, en niet langer dan 24 uur.",
            New = "Nieuw wachtwoord",
            Hint = "Ten minste 12 tekens. Een paar woorden achter elkaar is goed.",
            Save = "Opslaan",
            Saved = "Uw wachtwoord is opgeslagen.",
            NeedsScript = "Zet JavaScript aan: de link kan anders niet gelezen worden.",
            LinkRefused = "Deze link werkt niet (meer), of hoort bij een ander e-mailadres. Vraag de beheerder om een nieuwe link.",
            TooShort = "Kies een wachtwoord van ten minste 12 tekens.",
            TooLong = "Kies een wachtwoord van ten hoogste 128 tekens.",
            TooCommon = "Dit wachtwoord is te makkelijk te raden. Kies een paar woorden die niet bij elkaar horen.",
            OwnNames = "Gebruik niet uw naam, uw e-mailadres of de naam van de gemeente als wachtwoord. Kies een paar andere woorden.",
        },
        SecondFactor = new SecondFactorTexts
        {
            App = new FactorTexts(
                "Code invullen", "Code uit uw authenticator-app", "Zes cijfers.",
                "Deze code klopt niet (meer). Wacht op een nieuwe code in de app. Na vijf keer fout moet u vijf minuten wachten.",
                "Geen toegang tot de app? Gebruik een herstelcode"),
            Recovery = new FactorTexts(
                "Herstelcode invullen", "Herstelcode",
                "Een van de tien codes die u bij het instellen hebt bewaard. Elke code werkt één keer.",
                "Deze herstelcode klopt niet of is al gebruikt. Na vijf keer fout moet u vijf minuten wachten.",
                "Toch een code uit de app gebruiken"),
            NoRecoveryCodesEither = "Ook geen herstelcodes meer? Vraag de beheerder van uw gemeente om uw tweede factor te wissen.",
        },
        SetUp = new SetUpTexts
        {
            Title = "Tweede factor instellen",
            Why = "Behalve uw wachtwoord is een code van uw telefoon nodig. Scan de QR-code met een authenticator-app en vul de code in "
                + "die de app laat zien.",
            Picture = "QR-code voor uw authenticator-app; de sleutel staat hieronder als tekst",
            Key = "Kunt u niet scannen? Vul dan deze sleutel in de app in:",
            Code = "Code uit de app",
            SetUp = "Instellen",
            Refused = "Deze code klopt niet. Wacht op een nieuwe code in de app, en kijk of de klok van uw telefoon goed staat.",
            CodesTitle = "Bewaar uw herstelcodes",
            Done = "Uw authenticator-app is ingesteld.",
            Codes = "Met een herstelcode logt u in als u uw telefoon kwijt bent. Elke code werkt één keer. Print of kopieer ze nu: u ziet "
                + "ze maar één keer.",
            Kept = "Ik heb de codes bewaard",
        },
        Add = new AddTexts(
            "Met een tweede factor kan niemand inloggen die alleen uw wachtwoord weet. Vul eerst uw wachtwoord nog een keer in.",
            "Dit wachtwoord klopt niet. Na vijf keer fout moet u vijf minuten wachten.",
            "U heeft al een tweede factor. Wilt u een andere? Vraag de beheerder van uw gemeente om deze te wissen.",
            "Terug"),
        Unavailable = new UnavailableTexts(
            "Inloggen kan nu niet",
            "De inlogdienst van uw gemeente werkt nu niet. Probeer het over een paar minuten opnieuw. Blijft dit zo? Vraag dan de "
                + "beheerder van uw gemeente om hulp.",
            "Opnieuw proberen"),
        BusyTitle = "Even wachten",
        BusyForSeconds = seconds =>
            $"Vanaf uw netwerk is te vaak geprobeerd in te loggen. Wacht {seconds} seconden en probeer het dan opnieuw.",
        FailedTitle = "Inloggen is niet gelukt",
        Failed = "Uw aanmelding is verlopen of afgebroken, of de inlogdienst is niet bereikbaar.",
        NoRole = new NoRoleTexts(
            "U hebt hier geen rol",
            "U bent ingelogd, maar u kunt hier nog niets doen. Vraag uw beheerder om een rol, en laat deze pagina zien.",
            "Hierin is gezocht (claim)", "Deze rollen zijn gezocht", "Deze claims zijn ontvangen",
            reason => reason switch
            {
                MissingRoleReason.NoSuchClaim => "De inlogdienst stuurt de claim niet waarin de rollen moeten staan.",
                MissingRoleReason.OtherCase =>
                    "De inlogdienst stuurt een rol die alleen verschilt in hoofdletters en kleine letters. Die moeten precies gelijk zijn.",
                MissingRoleReason.ListWithSpaces =>
                    "De inlogdienst stuurt de rollen als één tekst met spaties. Stuur een lijst, of zet komma's tussen de rollen.",
                MissingRoleReason.Overage =>
                    "U zit in zo veel groepen dat de inlogdienst ze niet meestuurt. Laat alleen de groepen van deze toepassing meesturen, "
                        + "of gebruik rollen (app roles).",
                _ => "De rollen die de inlogdienst stuurt, zijn niet de rollen die hier nodig zijn.",
            }),
    };
}
