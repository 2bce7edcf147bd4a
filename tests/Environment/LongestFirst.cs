using IdBellen.Tests.Operator.FaultPoints;
using Xunit.Sdk;
using Xunit.v3;

namespace IdBellen.Tests.Environment;

/// <summary>Begins with what takes as long as a third of all the rest, so that it is not what everybody waits for in the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(one => one.TestCollectionDisplayName.Contains(nameof(FaultPointTests), StringComparison.Ordinal))];
}
