using IdBellen.Tests.Support.Environment;
using Xunit.Sdk;

namespace IdBellen.Tests.Unit.Support.Environment;

public sealed class RunSummaryTests
{
    [Fact]
    public void A_failure_is_one_line_with_its_place_and_what_was_said()
    {
        var line = RunSummary.Failure("A.Test(text: \"a\")", new Error(Thrown("Expected \"a\",\n   but found <b>.")));

        line.Should().MatchRegex(
            """^FAILED A\.Test\(text: "a"\) \(RunSummaryTests\.cs:line [0-9]+\): System\.InvalidOperationException : Expected "a", but found <b>\.$""");
    }

    [Fact]
    public void A_long_one_is_cut_and_one_from_elsewhere_has_no_place() =>
        RunSummary.Failure("A.Test", new Error(new InvalidOperationException(new string('x', 1000)))).Should()
            .StartWith("FAILED A.Test: System").And.HaveLength("FAILED A.Test: ".Length + 500);

    [Fact]
    public void Runs_add_up()
    {
        var file = Path.GetTempFileName();
        File.Delete(file);

        RunSummary.Read(file).With(new RunSummary(10, 1, ["FAILED A.Test: one"])).Write(file);
        RunSummary.Read(file).With(new RunSummary(20, 0, [])).Write(file);
        RunSummary.Read(file).With(new RunSummary(0, 1, ["FAILED B.Test: two"])).Write(file);

        File.ReadAllText(file).Should().Be("FAILED A.Test: one\nFAILED B.Test: two\n30 passed, 2 failed\n");
        File.Delete(file);
    }

    [Fact]
    public void What_passes_when_it_is_run_again_is_told_and_what_fails_again_has_failed()
    {
        var first = new RunSummary(10, 2, ["FAILED A.Test: one", "FAILED B.Test: FAILED two"]);

        first.Repeated(new RunSummary(2, 0, [])).ToString().Should().Be(
            "UNSTABLE, passed when run again: A.Test: one\nUNSTABLE, passed when run again: B.Test: FAILED two\n12 passed, 0 failed\n");
        first.Repeated(new RunSummary(1, 1, ["FAILED B.Test: three"])).ToString().Should().Be(
            "FAILED A.Test: one\nFAILED B.Test: FAILED two\nFAILED B.Test: three\n10 passed, 2 failed\n");
    }

    private static InvalidOperationException Thrown(string message)
    {
        try
        {
            throw new InvalidOperationException(message);
        }
        catch (InvalidOperationException fault)
        {
            return fault;
        }
    }

    private sealed class Error(Exception fault) : IErrorMetadata
    {
        public int[] ExceptionParentIndices => [-1];

        public string?[] ExceptionTypes => [fault.GetType().FullName];

        public string[] Messages => [fault.Message];

        public string?[] StackTraces => [fault.StackTrace];
    }
}
