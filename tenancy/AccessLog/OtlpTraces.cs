using System.Buffers;
using System.Globalization;
using System.Text.Json;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Tenancy.AccessLog;

/// <summary>
/// Rows of the access log as the TracesData of OTLP in JSON (opentelemetry.io/docs/specs/otlp, "JSON Protobuf Encoding": ids in
/// hexadecimal, 64-bit numbers as text, enumerations as numbers), with the fields of Logboek Dataverwerkingen. What a row says is all that
/// is written, so a row that is written again is the same, byte for byte.
/// </summary>
public static class OtlpTraces
{
    public const string ActivityKey = "dpl.core.processing_activity_id";
    public const string SubjectKey = "dpl.core.data_subject_id";
    public const string SubjectTypeKey = "dpl.core.data_subject_id_type";

    /// <summary>A random number for one session, which only that session leads from.</summary>
    public const string SubjectType = "sessiepseudoniem";

    /// <summary>SPAN_KIND_INTERNAL.</summary>
    private const int InternalKind = 1;

    /// <summary>
    /// STATUS_CODE_UNSET: processed without an error. Failed operations are rolled back or not shown, and have no record.
    /// </summary>
    private const int UnsetStatus = 0;

    private const long NanosecondsPerTick = 100;

    /// <summary>One object on one line, without a newline.</summary>
    public static void Write(IBufferWriter<byte> target, AccessLogResource resource, IEnumerable<AccessLogRecord> rows)
    {
        using var json = new Utf8JsonWriter(target);
        json.WriteStartObject();
        json.WriteStartArray("resourceSpans");
        json.WriteStartObject();
        json.WriteStartObject("resource");
        json.WriteStartArray("attributes");
        Attribute(json, "service.name", AccessLogResource.Service);
        Attribute(json, "service.version", AccessLogResource.Version);
        Attribute(json, "idbellen.municipality", resource.Municipality);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("scopeSpans");
        json.WriteStartObject();
        json.WriteStartObject("scope");
        json.WriteString("name", "idbellen.access-log");
        json.WriteEndObject();
        json.WriteStartArray("spans");
        foreach (var row in rows) Span(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Each row an object on a line of its own, as the OTLP File Exporter has them: <c>\n</c> at the end of each.</summary>
    public static void WriteLines(IBufferWriter<byte> target, AccessLogResource resource, IEnumerable<AccessLogRecord> rows)
    {
        foreach (var row in rows)
        {
            Write(target, resource, [row]);
            target.Write("\n"u8);
        }
    }

    private static void Span(Utf8JsonWriter json, AccessLogRecord row)
    {
        json.WriteStartObject();
        json.WriteString("traceId", row.TraceId.ToString("N"));
        json.WriteString("spanId", Convert.ToHexStringLower(row.SpanId!));
        json.WriteString("name", NameOf(row.Action));
        json.WriteNumber("kind", InternalKind);
        var moment = ((row.At - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick).ToString(CultureInfo.InvariantCulture);
        json.WriteString("startTimeUnixNano", moment);
        json.WriteString("endTimeUnixNano", moment);
        json.WriteStartArray("attributes");
        Attribute(json, ActivityKey, row.ProcessingActivity);
        Attribute(json, SubjectKey, row.DataSubjectId.ToString());
        Attribute(json, SubjectTypeKey, SubjectType);
        Attribute(json, "user.id", row.AccountId.ToString());
        Attribute(json, "idbellen.action", row.Action);
        if (row.Link is { } link) Attribute(json, "idbellen.link", link);
        json.WriteEndArray();
        json.WriteStartObject("status");
        json.WriteNumber("code", UnsetStatus);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Attribute(Utf8JsonWriter json, string key, string value)
    {
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteStartObject("value");
        json.WriteString("stringValue", value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // For the people who read the log, in their language; the standard's own. An action that is new here still gets a name.
    private static string NameOf(string action) => action switch
    {
        "overview" => "Overzicht van een wachtende beller getoond",
        "taken" => "Gegevens van de beller getoond bij het aannemen van het gesprek",
        "confirmed" => "Gegevens van de beller getoond na identificatie tijdens het gesprek",
        "link" => "Gegevens van de beller doorgegeven via een koppeling",
        _ => action,
    };
}
