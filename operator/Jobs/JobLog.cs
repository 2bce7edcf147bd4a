using Hangfire.AspNetCore;
using Hangfire.Logging;
using IdBellen.Tenancy.Logs;

namespace IdBellen.Operator.Jobs;

/// <summary>
/// Forwards Hangfire's log to ours, exceptions without their texts. Hangfire has one provider per process; one that outlives its host
/// (tests run several in a process) stops logging instead of failing the jobs of the others.
/// </summary>
internal sealed class JobLog(ILoggerFactory loggers) : ILogProvider
{
    private readonly AspNetCoreLogProvider provider = new(loggers);

    public ILog GetLogger(string name)
    {
        try
        {
            return new Safe(provider.GetLogger(name));
        }
        catch (ObjectDisposedException)
        {
            return new Silence();
        }
    }

    private sealed class Safe(ILog log) : ILog
    {
        // Hangfire asks whether a level is on by a call without a message.
        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null)
        {
            if (exception is null || messageFunc is null) return log.Log(logLevel, messageFunc);
            var fault = new SafeFault(exception);
            return log.Log(logLevel, () => $"{messageFunc()} {fault} {fault.Stack}");
        }
    }

    private sealed class Silence : ILog
    {
        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string> messageFunc, Exception? exception = null) => false;
    }
}
