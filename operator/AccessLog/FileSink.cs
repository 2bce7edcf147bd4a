using System.Buffers;
using IdBellen.Tenancy.AccessLog;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Operator.AccessLog;

/// <summary>
/// Appends to a file, one record a line, in the form of the OTLP File Exporter; confirmed after a flush to disk. Reopens the file for each
/// batch, so that the file can be rotated at any time. One writer at a time, in this process and among processes that share the disk.
/// </summary>
internal sealed class FileSink(string path) : IAccessLogSink, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    public async Task<Delivery> DeliverAsync(
        AccessLogResource resource, IReadOnlyList<AccessLogRecord> rows, CancellationToken cancellationToken)
    {
        var lines = new ArrayBufferWriter<byte>();
        await turn.WaitAsync(cancellationToken);
        try
        {
            await using var file = Open();
            // A line truncated by a crash stays on its own line; its record is written again.
            if (EndsWithinLine(file)) lines.Write("\n"u8);
            OtlpTraces.WriteLines(lines, resource, rows);
            await AppendAsync(file, lines.WrittenMemory, cancellationToken);
            return new Delivery.Confirmed();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Omits the message, which contains the path.
            return new Delivery.Failed(new SafeFault(fault).Kind, PassesByItself: fault is IOException);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        return new FileStream(path, options);
    }

    private static bool EndsWithinLine(FileStream file)
    {
        if (file.Length == 0) return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    private static async Task AppendAsync(FileStream file, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        var end = file.Seek(0, SeekOrigin.End);
        try
        {
            await file.WriteAsync(lines, cancellationToken);
            await file.FlushAsync(cancellationToken);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }
        catch
        {
            // A full disk: half a batch is not left behind.
            file.SetLength(end);
            throw;
        }
    }
}
