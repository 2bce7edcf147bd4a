namespace IdBellen.Tests.Operator.Municipalities.Malformed;

/// <summary>Durations, moments and opening hours.</summary>
internal static class MalformedTimes
{
    public static IEnumerable<MalformedResource> All =>
    [
        new("a retention over an hour", """{"spec":{"retention":"90m"}}""", new Answer.Rule("RetentionTooLong", "spec.retention", "lower it to 60m or less")),
        new("a retention of as many hours as can be written", """{"spec":{"retention":"9999h9999m9999s"}}""",
            new Answer.Rule("RetentionTooLong", "spec.retention", "lower it to 60m or less")),
        new("a retention of a minute", """{"spec":{"retention":"1m"}}""", new Answer.Rule("RetentionTooShort", "spec.retention", "raise it to 5m or more")),
        new("no retention at all", """{"spec":{"retention":"0m"}}""", new Answer.Rule("RetentionTooShort", "spec.retention", "raise it to 5m or more")),
        new("a retention in words", """{"spec":{"retention":"an hour"}}""", new Answer.Schema("spec.retention")),
        new("a retention without unit", """{"spec":{"retention":60}}""", new Answer.Schema("spec.retention")),
        new("an empty retention", """{"spec":{"retention":""}}""", new Answer.Schema("spec.retention")),
        new("a negative retention", """{"spec":{"retention":"-60m"}}""", new Answer.Schema("spec.retention")),
        new("a retention that ends in a newline", """{"spec":{"retention":"60m\n"}}""", new Answer.Schema("spec.retention")),
        new("a retention in days", """{"spec":{"retention":"9999d"}}""", new Answer.Schema("spec.retention")),
        new("a wrap-up over ten minutes", """{"spec":{"wrapUp":"10m1s"}}""", new Answer.Rule("WrapUpTooLong", "spec.wrapUp", "lower it to 10m or less")),
        new("a wrap-up in days", """{"spec":{"wrapUp":"1d"}}""", new Answer.Schema("spec.wrapUp")),
        new("an empty wrap-up", """{"spec":{"wrapUp":""}}""", new Answer.Schema("spec.wrapUp")),
        new("a pilot that ends before it starts", """{"spec":{"pilot":{"startsAt":"2027-01-02T00:00:00Z","endsAt":"2027-01-01T00:00:00Z"}}}""",
            new Answer.Rule("PilotInvalid", "spec.pilot", "endsAt must be later than startsAt")),
        new("a pilot that ends as it starts, in another zone", """{"spec":{"pilot":{"startsAt":"2027-01-01T00:00:00Z","endsAt":"2027-01-01T01:00:00+01:00"}}}""",
            new Answer.Rule("PilotInvalid", "spec.pilot", "endsAt must be later than startsAt")),
        new("an end without a time", """{"spec":{"pilot":{"endsAt":"2027-01-01"}}}""", new Answer.Schema("spec.pilot.endsAt")),
        new("an end on a day that does not exist", """{"spec":{"pilot":{"endsAt":"2027-02-29T00:00:00Z"}}}""", new Answer.Schema("spec.pilot.endsAt")),
        new("an end in small letters", """{"spec":{"pilot":{"endsAt":"2027-01-01t00:00:00z"}}}""", new Answer.Schema("spec.pilot.endsAt")),
        new("an end in a leap second", """{"spec":{"pilot":{"endsAt":"2026-12-31T23:59:60Z"}}}""", new Answer.Schema("spec.pilot.endsAt")),
        new("an end without a zone", """{"spec":{"pilot":{"endsAt":"2027-01-01T00:00:00"}}}""", new Answer.Schema("spec.pilot.endsAt")),
        new("an end after which no grace period fits a calendar", """{"spec":{"pilot":{"endsAt":"9999-12-31T23:59:59Z"}}}""", new Answer.Schema("spec.pilot.endsAt")),
        new("a grace period in words", """{"spec":{"pilot":{"endsAt":"2027-01-01T00:00:00Z","gracePeriod":"a week"}}}""", new Answer.Schema("spec.pilot.gracePeriod")),
        new("a negative grace period", """{"spec":{"pilot":{"gracePeriod":"-7d"}}}""", new Answer.Schema("spec.pilot.gracePeriod")),
        new("a grace period of 27 years", """{"spec":{"pilot":{"gracePeriod":"9999d"}}}""",
            new Answer.Rule("GracePeriodTooLong", "spec.pilot.gracePeriod", "lower it to 365d or less")),
        new("a time zone that does not exist", """{"spec":{"openingHours":{"timeZone":"Europe/Arnhem","week":[]}}}""",
            new Answer.Condition("TimeZoneUnknown", "spec.openingHours.timeZone", "use an IANA name such as Europe/Amsterdam")),
        new("a time zone that is a path", """{"spec":{"openingHours":{"timeZone":"../../etc/passwd","week":[]}}}""", new Answer.Schema("spec.openingHours.timeZone")),
        new("a time zone of Windows", """{"spec":{"openingHours":{"timeZone":"W. Europe Standard Time","week":[]}}}""", new Answer.Schema("spec.openingHours.timeZone")),
        new("opening hours without a week", """{"spec":{"openingHours":{"timeZone":"Europe/Amsterdam"}}}""", new Answer.Schema("spec.openingHours.week")),
        new("a day in Dutch", Week("""{"days":["ma"],"from":"09:00","to":"17:00"}"""), new Answer.Schema("spec.openingHours.week")),
        new("no days", Week("""{"days":[],"from":"09:00","to":"17:00"}"""), new Answer.Schema("spec.openingHours.week")),
        new("a time without minutes", Week("""{"days":["mon"],"from":"9","to":"17:00"}"""), new Answer.Schema("spec.openingHours.week")),
        new("midnight as 24:00", Week("""{"days":["mon"],"from":"09:00","to":"24:00"}"""), new Answer.Schema("spec.openingHours.week")),
        new("a time that ends in a newline", Week("""{"days":["mon"],"from":"09:00","to":"17:00\n"}"""), new Answer.Schema("spec.openingHours.week")),
        new("hours through the night", Week("""{"days":["mon"],"from":"22:00","to":"06:00"}"""),
            new Answer.Rule("OpeningHoursInvalid", "spec.openingHours.week[0]", "from must be a time before to")),
        new("closed on a day that does not exist", """{"spec":{"openingHours":{"timeZone":"Europe/Amsterdam","week":[],"closed":["2027-02-29"]}}}""",
            new Answer.Schema("spec.openingHours.closed")),
        new("closed on a day as the Dutch write it", """{"spec":{"openingHours":{"timeZone":"Europe/Amsterdam","week":[],"closed":["25-12-2026"]}}}""",
            new Answer.Schema("spec.openingHours.closed")),
    ];

    private static string Week(string times) => $$$$$$"""{"spec":{"openingHours":{"timeZone":"Europe/Amsterdam","week":[{{{{{{times}}}}}}]}}}""";
}
