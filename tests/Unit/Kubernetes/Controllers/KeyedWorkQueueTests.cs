using IdBellen.Kubernetes.Controllers;
using Microsoft.Extensions.Time.Testing;

namespace IdBellen.Tests.Unit.Kubernetes.Controllers;

public sealed class KeyedWorkQueueTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider time = new();
    private readonly KeyedWorkQueue queue;

    public KeyedWorkQueueTests() => queue = new KeyedWorkQueue(time, new BackOff(Second, TimeSpan.FromSeconds(30)));

    [Fact]
    public async Task A_key_that_is_worked_on_is_not_handed_out_again_until_it_is_done()
    {
        queue.Enqueue("arnhem");
        await NextAsync();
        queue.Enqueue("arnhem");

        var second = NextAsync();
        second.IsCompleted.Should().BeFalse();
        queue.Done("arnhem");

        (await second).Should().Be("arnhem");
    }

    [Fact]
    public async Task What_something_happened_to_goes_before_routine_and_is_handed_out_once()
    {
        foreach (var key in (string[])["arnhem", "nijmegen", "dordrecht"]) queue.EnqueueRoutine(key);
        queue.Enqueue("papendrecht");
        queue.Enqueue("dordrecht");
        queue.EnqueueRoutine("papendrecht");

        var order = new List<string>();
        for (var i = 0; i < 4; i++) order.Add(await NextAsync());

        order.Should().Equal("papendrecht", "dordrecht", "arnhem", "nijmegen");
        queue.Depth.Should().Be(0);
        foreach (var key in order) queue.Done(key);
        var more = NextAsync();
        more.IsCompleted.Should().BeFalse();
        queue.Enqueue("end");
        (await more).Should().Be("end");
    }

    [Fact]
    public async Task A_key_that_is_asked_for_often_waits_once()
    {
        for (var i = 0; i < 5; i++) queue.Enqueue("arnhem");

        (await NextAsync()).Should().Be("arnhem");
        queue.Done("arnhem");
        queue.Depth.Should().Be(0);
    }

    [Fact]
    public async Task A_key_that_is_asked_for_often_while_it_is_worked_on_comes_once_more()
    {
        queue.Enqueue("arnhem");
        await NextAsync();
        for (var i = 0; i < 5; i++) queue.Enqueue("arnhem");
        queue.Done("arnhem");

        await NextAsync();
        queue.Done("arnhem");
        queue.Depth.Should().Be(0);
    }

    [Fact]
    public async Task A_key_that_fails_comes_again_after_a_pause_that_doubles_up_to_the_cap_and_never_ends()
    {
        queue.Enqueue("arnhem");
        int[] pauses = [1, 2, 4, 8, 16, 30, 30, 30, 30, 30];
        foreach (var pause in pauses)
        {
            await NextAsync();
            queue.Retry("arnhem");
            queue.Done("arnhem");

            time.Advance((Second * pause) - TimeSpan.FromMilliseconds(1));
            queue.Depth.Should().Be(0);
            time.Advance(TimeSpan.FromMilliseconds(1));
            queue.Depth.Should().Be(1);
        }
    }

    [Fact]
    public async Task After_a_success_the_next_failure_is_a_first_one()
    {
        queue.Enqueue("arnhem");
        for (var i = 0; i < 4; i++)
        {
            await NextAsync();
            queue.Retry("arnhem");
            queue.Done("arnhem");
            time.Advance(TimeSpan.FromSeconds(30));
        }
        await NextAsync();
        queue.Forget("arnhem");
        queue.Retry("arnhem");
        queue.Done("arnhem");

        time.Advance(Second);

        queue.Depth.Should().Be(1);
    }

    [Fact]
    public async Task A_change_does_not_wait_for_the_pause_and_the_appointment_lapses()
    {
        queue.EnqueueAfter("arnhem", TimeSpan.FromSeconds(60));
        queue.Enqueue("arnhem");
        await NextAsync();
        queue.Done("arnhem");

        time.Advance(TimeSpan.FromSeconds(120));

        queue.Depth.Should().Be(0);
    }

    [Fact]
    public void Of_several_appointments_the_earliest_holds()
    {
        queue.EnqueueAfter("arnhem", TimeSpan.FromSeconds(60));
        queue.EnqueueAfter("arnhem", TimeSpan.FromSeconds(10));
        queue.EnqueueAfter("arnhem", TimeSpan.FromSeconds(60));

        time.Advance(TimeSpan.FromSeconds(10));

        queue.Depth.Should().Be(1);
    }

    [Fact]
    public async Task One_key_does_not_hold_up_another()
    {
        queue.Enqueue("arnhem");
        queue.Enqueue("nijmegen");

        (await NextAsync()).Should().Be("arnhem");
        (await NextAsync()).Should().Be("nijmegen");
    }

    public void Dispose() => queue.Dispose();

    private Task<string> NextAsync() => queue.DequeueAsync(TestContext.Current.CancellationToken).AsTask();
}
