using System.Reflection;
using IdBellen.Tests.All;
using Xunit.v3;

[assembly: TestFramework(typeof(AllTests))]

namespace IdBellen.Tests.All;

/// <summary>
/// The tests of all projects as those of one, in one process: whatever thread is free takes the next class, of whichever project. A process
/// for each would leave threads without work at the end of each.
/// </summary>
public sealed class AllTests : XunitTestFramework
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(Assembly assembly) =>
        new Discoverer(((XunitTestFrameworkDiscoverer)base.CreateDiscoverer(assembly)).TestAssembly);

    private sealed class Discoverer(IXunitTestAssembly here) : XunitTestFrameworkDiscoverer(here)
    {
        private static readonly string[] Projects = ["IdBellen.Tests.Unit", "IdBellen.Tests.Integration", "IdBellen.Tests.EndToEnd"];

        protected override Type[] GetExportedTypes() => [.. Projects.SelectMany(project => Assembly.Load(project).GetExportedTypes())];
    }
}
