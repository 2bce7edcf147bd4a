using Hangfire.AspNetCore;
using Hangfire.Logging;

namespace IdBellen.Operator.Jobs;

/// <summary>
/// Hangfire's log in ours. Hangfire keeps one provider for the whole process; one that outlives its host (tests run several in a process)
/// falls silent instead of failing the jobs of the others.
/// </summary>
public sealed class JobLog(ILoggerFactory loggers) : ILogProvider
{
    private readonly AspNetCoreLogProvider provider = new(loggers);

    public ILog GetLogger(string name)
    {
        try
        {
            return provider.GetLogger(name);
        }
        catch (ObjectDisposedException)
        {
            return new Silence();
        }
    }

    private sealed class Silence : ILog
    {
        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string> messageFunc, Exception? exception = null) => false;
    }
}
