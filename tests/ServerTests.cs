using IdBellen.Tests.Support.Environment;
using Xunit.Runner.Common;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(TestEnvironment))]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]
// Most of a test's time is waiting for servers; two cores carry four of them.
[assembly: Parallelization(MaxThreads = 4)]
[assembly: RegisterRunnerReporter(typeof(ProgressReporter))]
