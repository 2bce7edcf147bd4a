namespace IdBellen.Operator.AccessLog;

/// <summary>One run over all municipalities.</summary>
internal sealed class AccessLogRun(ExportAccessLog export)
{
    private Delivery.Failed? failure;
    private long waiting;

    public ExportAccessLog Export => export;

    /// <summary>The receiver's fault. It affects all municipalities, so nothing more is sent in this run.</summary>
    public Delivery.Failed? Failure
    {
        get => Volatile.Read(ref failure);
        set => Volatile.Write(ref failure, value);
    }

    /// <summary>Number of records in the municipalities that could be counted.</summary>
    public long Waiting => Interlocked.Read(ref waiting);

    public void Add(long records) => Interlocked.Add(ref waiting, records);
}
