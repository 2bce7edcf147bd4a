using IdBellen.Tenancy.Time;
using Microsoft.Extensions.Time.Testing;

namespace IdBellen.Tests.Unit.Tenancy.Time;

/// <summary>How long a process goes by what it remembers.</summary>
public sealed class FreshnessTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0, true)]
    [InlineData(4.999, true)]
    [InlineData(5, false)]
    [InlineData(3600, false)]
    [InlineData(-0.001, false)]
    [InlineData(-3600, false)]
    public void It_is_fresh_for_its_span_and_never_when_the_clock_was_set_back(double seconds, bool isFresh) =>
        time.IsFresh(time.GetUtcNow() - TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(5)).Should().Be(isFresh);
}
