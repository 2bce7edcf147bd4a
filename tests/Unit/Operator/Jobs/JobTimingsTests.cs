using IdBellen.Operator.Jobs;

namespace IdBellen.Tests.Unit.Operator.Jobs;

/// <summary>A killed worker or a stuck lock delays a purge by two minutes at most: what is set adds up to less.</summary>
public sealed class JobTimingsTests
{
    private static readonly TimeSpan Promise = TimeSpan.FromMinutes(2);

    [Fact]
    public void A_job_whose_worker_was_killed_is_begun_by_another_within_two_minutes()
    {
        var storage = JobTimings.Storage();

        storage.UseSlidingInvisibilityTimeout.Should().BeTrue("a purge that takes longer must not be given away while its worker lives");
        (storage.InvisibilityTimeout + storage.QueuePollInterval + JobTimings.MaxRetryDelay).Should().BeLessThan(Promise);
    }

    [Fact]
    public void A_purge_that_is_due_while_a_dead_process_holds_its_locks_is_begun_within_two_minutes()
    {
        var storage = JobTimings.Storage();
        var nextMinute = TimeSpan.FromMinutes(1);

        // Who waits for a lock looks every second whether it is old enough. A lock can be taken at the very moment that the purge is due,
        // so the minute does not come on top.
        (storage.DistributedLockTimeout + TimeSpan.FromSeconds(1) + JobTimings.SchedulePoll + storage.QueuePollInterval
            + JobTimings.MaxRetryDelay).Should().BeLessThan(Promise);
        (nextMinute + JobTimings.SchedulePoll + storage.QueuePollInterval + JobTimings.MaxRetryDelay).Should().BeLessThan(Promise);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(10, 10)]
    [InlineData(1000, 10)]
    public void After_an_outage_of_any_length_no_thread_waits_longer_than_ten_seconds(int attempt, int seconds) =>
        JobTimings.Server().RetryDelay(attempt).Should().Be(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Nothing_is_kept_longer_than_an_hour_and_a_minute()
    {
        (JobTimings.Memory + JobTimings.Storage().JobExpirationCheckInterval).Should().BeLessThanOrEqualTo(TimeSpan.FromMinutes(61));
        (JobTimings.Memory + JobTimings.Upkeep).Should().BeLessThanOrEqualTo(TimeSpan.FromMinutes(61));
    }
}
