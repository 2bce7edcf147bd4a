namespace IdBellen.Tests.Operator.Municipalities.Malformed;

/// <summary>Names, texts, numbers, lists: what is missing, of the wrong type, too long or not one of the choices.</summary>
internal static class MalformedForms
{
    public static IEnumerable<MalformedResource> All =>
    [
        new("nothing specified", """{"spec":null}""", new Answer.Schema("spec")),
        new("no display name", """{"spec":{"displayName":null}}""", new Answer.Schema("spec.displayName")),
        new("a blank display name", """{"spec":{"displayName":"  "}}""", new Answer.Schema("spec.displayName")),
        new("a display name that ends in a newline", """{"spec":{"displayName":"Gemeente Arnhem\n"}}""", new Answer.Schema("spec.displayName")),
        new("a display name with a NUL", """{"spec":{"displayName":"Gemeente\u0000Arnhem"}}""", new Answer.Schema("spec.displayName")),
        new("a display name that turns the direction of reading", """{"spec":{"displayName":"Gemeente \u202emehnrA"}}""", new Answer.Schema("spec.displayName")),
        new("a display name of 101 letters", $$$$$$"""{"spec":{"displayName":"{{{{{{new string('a', 101)}}}}}}"}}""", new Answer.Schema("spec.displayName")),
        new("a number without country", """{"spec":{"phoneNumber":"026-3770000"}}""", new Answer.Schema("spec.phoneNumber")),
        new("a number as a number", """{"spec":{"phoneNumber":31263770000}}""", new Answer.Schema("spec.phoneNumber")),
        new("a number that ends in a newline", """{"spec":{"phoneNumber":"+31263770000\n"}}""", new Answer.Schema("spec.phoneNumber")),
        new("a number with a second one to dial", """{"spec":{"phoneNumber":"+31263770000,0900"}}""", new Answer.Schema("spec.phoneNumber")),
        new("no pause", """{"spec":{"dialPauses":0}}""", new Answer.Schema("spec.dialPauses")),
        new("a negative number of pauses", """{"spec":{"dialPauses":-2}}""", new Answer.Schema("spec.dialPauses")),
        new("more pauses than fit an integer", """{"spec":{"dialPauses":99999999999999999999}}""", new Answer.Schema("spec.dialPauses")),
        new("half a pause", """{"spec":{"dialPauses":1.5}}""", new Answer.Schema("spec.dialPauses")),
        new("pauses in words", """{"spec":{"dialPauses":"two"}}""", new Answer.Schema("spec.dialPauses")),
        new("suspended in words", """{"spec":{"suspended":"yes"}}""", new Answer.Schema("spec.suspended")),
        new("an end of call that is not known", """{"spec":{"unidentified":"hang up"}}""", new Answer.Schema("spec.unidentified")),
        new("a second factor that is not known", """{"spec":{"secondFactor":"never"}}""", new Answer.Schema("spec.secondFactor")),
        new("a telephone exchange that is not known", """{"spec":{"telephony":{"kind":"fax"}}}""", new Answer.Schema("spec.telephony.kind")),
        new("Amazon Connect without its instance", """{"spec":{"telephony":{"kind":"amazonConnect"}}}""",
            new Answer.Rule("AmazonConnectMissing", "spec.telephony", "give instanceAlias and region in amazonConnect")),
        new("an Amazon Connect alias that would be another host",
            """{"spec":{"telephony":{"kind":"amazonConnect","amazonConnect":{"instanceAlias":"evil.example/","region":"eu-central-1"}}}}""",
            new Answer.Schema("spec.telephony.amazonConnect.instanceAlias")),
        new("an Amazon region that is none",
            """{"spec":{"telephony":{"kind":"amazonConnect","amazonConnect":{"instanceAlias":"arnhem","region":"Frankfurt"}}}}""",
            new Answer.Schema("spec.telephony.amazonConnect.region")),
        new("an admin without an address", """{"spec":{"admins":["beheer"]}}""", new Answer.Schema("spec.admins")),
        new("two admins in one line", """{"spec":{"admins":["beheer@example.nl\nevil@example.com"]}}""", new Answer.Schema("spec.admins")),
        new("an admin with a display name", """{"spec":{"admins":["Beheer <beheer@example.nl>"]}}""", new Answer.Schema("spec.admins")),
        new("21 admins", $$$$$$"""{"spec":{"admins":[{{{{{{string.Join(',', Enumerable.Range(0, 21).Select(number => $"\"a{number}@example.nl\""))}}}}}}]}}""", new Answer.Schema("spec.admins")),
        new("one admin, not in a list", """{"spec":{"admins":"beheer@example.nl"}}""", new Answer.Schema("spec.admins")),
        new("a name of more than 40 letters", $$$$$$"""{"metadata":{"name":"{{{{{{new string('a', 34)}}}}}}-NAME"}}""", new Answer.Rule("NameInvalid", "metadata.name", "use 1 to 40 lower-case letters")),
        new("a name with a dot", """{"metadata":{"name":"arnhem.NAME"}}""", new Answer.Rule("NameInvalid", "metadata.name", "use 1 to 40 lower-case letters")),
        new("a name that begins with a digit", """{"metadata":{"name":"1NAME"}}""", new Answer.Rule("NameInvalid", "metadata.name", "use 1 to 40 lower-case letters")),
        new("a name in capitals", """{"metadata":{"name":"Arnhem-NAME"}}""", new Answer.Schema("metadata.name")),
    ];
}
