using IdBellen.Tests.EndToEnd.Forensics;
using IdBellen.Tests.Operator.FaultPoints;
using Xunit.Sdk;
using Xunit.v3;

namespace IdBellen.Tests.Environment;

/// <summary>Begins with what takes longest, so that it is not what everybody waits for in the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [nameof(FaultPointTests), nameof(NowhereElseTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(one => Longest.Any(name => one.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))];
}
