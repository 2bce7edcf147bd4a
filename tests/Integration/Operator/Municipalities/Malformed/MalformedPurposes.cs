namespace IdBellen.Tests.Integration.Operator.Municipalities.Malformed;

/// <summary>What citizens are asked for and what agents see of it.</summary>
internal static class MalformedPurposes
{
    public static IEnumerable<MalformedResource> All =>
    [
        new("no purposes", """{"spec":{"purposes":[]}}""", new Answer.Schema("spec.purposes")),
        new("purposes that are null", """{"spec":{"purposes":null}}""", new Answer.Schema("spec.purposes")),
        new("two purposes of one name", """
            {"spec":{"purposes":[{"name":"a","title":{"nl":"x","en":"x"},"disclose":[[["a.b.c.d"]]]},
            {"name":"a","title":{"nl":"y","en":"y"},"disclose":[[["a.b.c.d"]]]}]}}
            """, new Answer.Schema("spec.purposes")),
        new("51 purposes", $$$"""
            {"spec":{"purposes":[{{{string.Join(',', Enumerable.Range(0, 51).Select(number =>
                $$$$"""{"name":"p{{{{number}}}}","title":{"nl":"x","en":"x"},"disclose":[[["a.b.c.d"]]]}"""))}}}]}}
            """, new Answer.Schema("spec.purposes")),
        new("a purpose named in capitals", Purpose(name: "Uitkering"), new Answer.Schema("spec.purposes")),
        new("a purpose without an English title", """{"spec":{"purposes":[{"name":"a","title":{"nl":"x"},"disclose":[[["a.b.c.d"]]]}]}}""",
            new Answer.Schema("spec.purposes")),
        new("a title that ends in a newline", Purpose(title: "Uitkering\\n"), new Answer.Schema("spec.purposes")),
        new("a purpose that asks for nothing", Purpose(disclose: "[]"), new Answer.Schema("spec.purposes")),
        new("a purpose with a choice of nothing", Purpose(disclose: """[[["a.b.c.d"]],[]]"""), new Answer.Schema("spec.purposes")),
        new("a purpose whose every choice is empty", Purpose(disclose: "[[[]]]"),
            new Answer.Rule("DiscloseEmpty", "spec.purposes[0].disclose", "must request at least one attribute")),
        new("a condiscon with one bracket too few", Purpose(disclose: """[["a.b.c.d"]]"""), new Answer.Schema("spec.purposes")),
        new("an attribute by its last part", Purpose(disclose: """[[["bsn"]]]"""), new Answer.Schema("spec.purposes")),
        new("an attribute with a newline", Purpose(disclose: """[[["a.b.c.d\n"]]]"""), new Answer.Schema("spec.purposes")),
        new("an attribute of five parts", Purpose(disclose: """[[["pbdf.gemeente.personalData.bsn.value"]]]"""),
            new Answer.Schema("spec.purposes")),
        new("a label too few", Purpose(disclose: """[[["a.b.c.d"]],[["a.b.c.e"],[]]]""", labels: """[{"nl":"x","en":"x"}]"""),
            new Answer.Rule("LabelsInvalid", "spec.purposes[0].labels", "labels must have one entry for each element of disclose")),
        new("a label that is a text", Purpose(labels: """["Naam"]"""), new Answer.Schema("spec.purposes")),
        new("a label without Dutch", Purpose(labels: """[{"en":"Name"}]"""),
            new Answer.Rule("LabelsInvalid", "spec.purposes[0].labels[0]", "nl and en must both be set, or neither")),
        new("a label that is empty in one language", Purpose(labels: """[{"nl":"","en":"Name"}]"""), new Answer.Schema("spec.purposes")),
        new("what may be empty and is not asked for", With(""" "mayBeEmpty":["a.b.c.e"] """),
            new Answer.Condition("MayBeEmptyUnknown", "spec.purposes[0].mayBeEmpty", "add it there or remove it here")),
        new("a value of what is not asked for", With(""" "values":[{"attribute":"a.b.c.e","value":"x"}] """),
            new Answer.Condition("ValueInvalid", "spec.purposes[0].values[0]", "add it there or remove it here")),
        new("a value of what may be empty", With(""" "mayBeEmpty":["a.b.c.d"],"values":[{"attribute":"a.b.c.d","value":"x"}] """,
            """[[["a.b.c.d","a.b.c.e"]]]"""),
            new Answer.Condition("ValueInvalid", "spec.purposes[0].values[0]", "remove it here or from mayBeEmpty")),
        new("a value that is empty", With(""" "values":[{"attribute":"a.b.c.d","value":""}] """), new Answer.Schema("spec.purposes")),
        new("a value that YAML reads as true", With(""" "values":[{"attribute":"a.b.c.d","value":true}] """),
            new Answer.Schema("spec.purposes")),
        new("a value with a newline", With(""" "values":[{"attribute":"a.b.c.d","value":"x\n"}] """), new Answer.Schema("spec.purposes")),
        new("two values of one attribute", With(""" "values":[{"attribute":"a.b.c.d","value":"x"},{"attribute":"a.b.c.d","value":"y"}] """),
            new Answer.Schema("spec.purposes")),
        new("an overview of what is not asked for", Purpose(overview: """["pbdf.gemeente.personalData.fullname"]"""),
            new Answer.Condition("OverviewUnknown", "spec.purposes[0].overview", "add it there or remove it here")),
        new("a processing activity by its number", Purpose(activity: "\"12\""), new Answer.Schema("spec.purposes")),
        new("a processing activity over plain http", Purpose(activity: "\"http://register.example/12\""),
            new Answer.Schema("spec.purposes")),
        new("a processing activity with a user", Purpose(activity: "\"https://a:b@register.example/12\""),
            new Answer.Schema("spec.purposes")),
        new("a processing activity with a newline", Purpose(activity: """ "https://register.example/12\n" """),
            new Answer.Schema("spec.purposes")),
        new("a processing activity of 513 characters", Purpose(activity: $"\"https://register.example/{new string('x', 488)}\""),
            new Answer.Schema("spec.purposes")),
        new("a processing activity with half an escape", Purpose(activity: "\"https://register.example/%1\""),
            new Answer.Condition("ProcessingActivityInvalid", "spec.purposes[0].processingActivity", "must be an https URL without user")),
    ];

    private static string With(string members, string disclose = """[[["a.b.c.d"]]]""") =>
        $$$"""{"spec":{"purposes":[{"name":"uitkering","title":{"nl":"x","en":"x"},"disclose":{{{disclose}}},{{{members}}}}]}}""";

    private static string Purpose(string name = "uitkering", string title = "Uitkering", string disclose =
        """[[["a.b.c.d"]]]""", string overview = "null",
        string labels = "null", string activity = "null") =>
        $$$"""{"spec":{"purposes":[{"name":"{{{name}}}","title":{"nl":"{{{title}}}","en":"Benefit"},"disclose":{{{disclose}}},"overview":{{{overview}}},"labels":{{{labels}}},"processingActivity":{{{activity}}}}]}}""";
}
