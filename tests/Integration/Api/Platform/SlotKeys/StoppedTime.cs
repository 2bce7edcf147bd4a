using Microsoft.Extensions.Time.Testing;

namespace IdBellen.Tests.Integration.Api.Platform.SlotKeys;

/// <summary>A clock that stands still until it is advanced, and tells when somebody waits for it.</summary>
/// <param name="now">The time at which it stands.</param>
public sealed class StoppedTime(DateTimeOffset now) : FakeTimeProvider(now)
{
    private readonly TaskCompletionSource waited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first timer has been started.</summary>
    public Task IsWaitedForAsync() => waited.Task.WaitAsync(TestContext.Current.CancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        waited.TrySetResult();
        return timer;
    }
}
