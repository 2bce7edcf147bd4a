using System.Buffers;
using IdBellen.Tenancy.AccessLog;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Operator.AccessLog;

/// <summary>
/// Appends to a file, one record a line, in the form of the OTLP File Exporter; confirmed once the disk has it. Opened anew for each batch, so
/// that somebody may move the file away at any moment. One writer at a time, in this process and among those that share the disk.
/// </summary>
public sealed class FileSink(string path) : IAccessLogSink, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    public async Task<Delivery> DeliverAsync(AccessLogResource resource, IReadOnlyList<DataAccess> rows, CancellationToken cancellationToken)
    {
        var lines = new ArrayBufferWriter<byte>();
        await turn.WaitAsync(cancellationToken);
        try
        {
            await using var file = Open();
            // A line that a crash broke off stays by itself; its record comes again.
            if (EndsWithinLine(file)) lines.Write("\n"u8);
            OtlpTraces.WriteLines(lines, resource, rows);
            await AppendAsync(file, lines.WrittenMemory, cancellationToken);
            return new Delivery.Confirmed();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Its message holds the path, which is no secret but not needed either.
            return new Delivery.Failed(fault.GetType().Name, PassesByItself: fault is IOException);
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
