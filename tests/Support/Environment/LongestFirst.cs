using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// Begins with the classes that say that they take long (<see cref="TakesAttribute"/>), so that they are not what everybody waits for in
/// the end.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection
    {
        var seconds = AppDomain.CurrentDomain.GetAssemblies().Where(IsOurs).SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(TakesAttribute), inherit: false))
            .ToDictionary(type => type.FullName!, type => type.GetCustomAttribute<TakesAttribute>()!.Seconds, StringComparer.Ordinal);
        // Each class is a collection, whose name has the class's between blanks.
        return
        [
            .. testCollections.OrderByDescending(
                collection => collection.TestCollectionDisplayName.Split(' ').Max(word => seconds.GetValueOrDefault(word))),
        ];
    }

    private static bool IsOurs(Assembly assembly) => assembly.GetName().Name!.StartsWith("IdBellen.Tests.", StringComparison.Ordinal);
}
