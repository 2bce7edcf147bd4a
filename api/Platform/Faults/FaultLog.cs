using IdBellen.Tenancy.Logs;

namespace IdBellen.Api.Platform.Faults;

/// <summary>
/// Logs one line per kind of fault and minute, with a count, so that external causes cannot flood the log. Never logs an exception's text,
/// which may repeat what a citizen disclosed; type and place suffice to find a fault.
/// </summary>
internal sealed partial class FaultLog(TimeProvider time, ILogger<FaultLog> logger) : IDisposable
{
    private const int MostKinds = 200;
    private const string Others = "others";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock changing = new();
    private readonly Dictionary<string, Kind> kinds = new(StringComparer.Ordinal);

    /// <summary>Counts a fault with an external cause.</summary>
    public void Count(string kind) => Add(kind, place: null);

    public void Count(Exception cause) => Count(new SafeFault(cause).Kind);

    /// <summary>Logs an internal error, with its stack trace.</summary>
    public void Report(string where, Exception cause)
    {
        var fault = new SafeFault(cause);
        Add($"{where}: {fault.Kind}", fault.Stack);
    }

    /// <summary>Counts an external fault, or reports an internal error.</summary>
    public void Tell(string where, Exception cause)
    {
        if (Fault.Of(cause).IsOutside) Count(cause);
        else Report(where, cause);
    }

    public void Dispose()
    {
        lock (changing)
        {
            foreach (var kind in kinds.Values) kind.Timer.Dispose();
            kinds.Clear();
        }
    }

    private void Add(string name, string? place)
    {
        lock (changing)
        {
            // Two faults of one type at two places are two kinds.
            var key = place is null ? name : name + place;
            if (kinds.Count >= MostKinds && !kinds.ContainsKey(key)) key = name = Others;
            if (kinds.TryGetValue(key, out var kind))
            {
                kind.Since++;
                return;
            }
            kinds[key] = new Kind(name, place, time.CreateTimer(_ => MinuteOver(key), null, Minute, Minute));
        }
        Write(name, place, 1);
    }

    private void MinuteOver(string key)
    {
        Kind kind;
        int count;
        lock (changing)
        {
            if (!kinds.TryGetValue(key, out kind!)) return;
            (count, kind.Since) = (kind.Since, 0);
            if (count == 0 && kinds.Remove(key)) kind.Timer.Dispose();
        }
        if (count > 0) Write(kind.Name, kind.Place, count);
    }

    private void Write(string name, string? place, int count)
    {
        if (place is null) LogCount(logger, name, count);
        else LogFault(logger, name, place, count);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: {Count} in the last minute")]
    private static partial void LogCount(ILogger logger, string fault, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Fault} at {Place}: {Count} in the last minute")]
    private static partial void LogFault(ILogger logger, string fault, string place, int count);

    private sealed class Kind(string name, string? place, ITimer timer)
    {
        public string Name => name;

        public string? Place => place;

        public ITimer Timer => timer;

        public int Since { get; set; }
    }
}
