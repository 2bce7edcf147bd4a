using IdBellen.Tests.Support.Environment;
using Xunit.Sdk;

namespace IdBellen.Tests.Unit.Support.Environment;

public sealed class LongestFirstTests
{
    [Fact]
    public void Classes_that_say_that_they_take_long_come_first_and_the_longest_before_all()
    {
        var collections = new[] { typeof(LongestFirstTests), typeof(Slow), typeof(RunSummaryTests), typeof(Slower) }.Select(
            type => new OfClass(type)).ToList();

        new LongestFirst().OrderTestCollections(collections).Select(one => one.Class)
            .Should().Equal(typeof(Slower), typeof(Slow), typeof(LongestFirstTests), typeof(RunSummaryTests));
    }

    [Takes(100)]
    private static class Slow;

    [Takes(200)]
    private static class Slower;

    // Named as xunit names the collection of a class.
    private sealed class OfClass(Type type) : ITestCollection
    {
        public Type Class => type;

        public ITestAssembly TestAssembly => throw new NotSupportedException();

        public string? TestCollectionClassName => null;

        public string TestCollectionDisplayName => $"Test collection for {type.FullName} (id: 0123456789abcdef)";

        public IReadOnlyDictionary<string, IReadOnlyCollection<string>> Traits { get; } =
            new Dictionary<string, IReadOnlyCollection<string>>(StringComparer.Ordinal);

        public string UniqueID => type.FullName!;
    }
}
