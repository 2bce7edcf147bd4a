using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// Waits until something is so, and fails when it is not in time. <c>IDBELLEN_TEST_PATIENCE=4</c> makes all such times four times as long,
/// for a machine that is busy with other things.
/// </summary>
public static class Eventually
{
    /// <summary>How many times longer.</summary>
    public static readonly int Stretch = int.TryParse(System.Environment.GetEnvironmentVariable("IDBELLEN_TEST_PATIENCE"), out var factor)
        ? factor : 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static Task BeTrueAsync(
        Func<Task<bool>> isSo, TimeSpan? patience = null, [CallerArgumentExpression(nameof(isSo))] string what = "") =>
        GetAsync(async () => await isSo() ? "" : null, patience, what);

    /// <summary>What the question first answers that is not null.</summary>
    public static async Task<T> GetAsync<T>(
        Func<Task<T?>> ask, TimeSpan? patience = null, [CallerArgumentExpression(nameof(ask))] string what = "")
        where T : class
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await ask() is { } answer) return answer;
            if (Stopwatch.GetElapsedTime(began) > (patience ?? Patience) * Stretch)
                throw new TimeoutException($"It did not come to be: {what}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
