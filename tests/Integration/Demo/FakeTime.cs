using Microsoft.Extensions.Time.Testing;

namespace IdBellen.Tests.Integration.Demo;

internal static class FakeTime
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// Lets fake time pass in steps until something has happened, with a breath of real time in between so that whoever waits can go on.
    /// </summary>
    public static async Task<T> AdvanceUntilAsync<T>(this FakeTimeProvider time, Task<T> happening, TimeSpan step)
    {
        while (!happening.IsCompleted)
        {
            time.Advance(step);
            await Task.WhenAny(happening, Task.Delay(Breath, RunningDemo.Cancelled));
        }
        return await happening;
    }
}
