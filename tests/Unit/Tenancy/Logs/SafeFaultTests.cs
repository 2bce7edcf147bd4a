using System.Collections;
using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using IdBellen.Tenancy.Logs;
using Npgsql;
using k8s.Autorest;

namespace IdBellen.Tests.Unit.Tenancy.Logs;

public sealed class SafeFaultTests
{
    private const string Secret = "999990019";

    public static TheoryData<Exception, string, string> Faults => new()
    {
        { new InvalidOperationException(Secret), "InvalidOperationException", "InvalidOperationException" },
        { Refused(), "PostgresException 23505", "PostgresException 23505" },
        { new InvalidOperationException(Secret, Refused()), "PostgresException 23505",
            "InvalidOperationException (PostgresException 23505)" },
        { new NpgsqlException(Secret, new SocketException((int)SocketError.ConnectionRefused)), "SocketException ConnectionRefused",
            "NpgsqlException (SocketException ConnectionRefused)" },
        { new NpgsqlException(Secret), "NpgsqlException", "NpgsqlException" },
        { new HttpRequestException(Secret, inner: null, HttpStatusCode.BadGateway), "HttpRequestException 502",
            "HttpRequestException 502" },
        { new HttpOperationException(Secret) { Response = new HttpResponseMessageWrapper(new HttpResponseMessage(HttpStatusCode.Forbidden),
            Secret) }, "HttpOperationException 403", "HttpOperationException 403" },
        { new HttpOperationException(Secret), "HttpOperationException", "HttpOperationException" },
        {
            new AggregateException(Secret, new TimeoutException(Secret), new IOException(Secret, Refused())), "TimeoutException",
            "AggregateException (TimeoutException, IOException (PostgresException 23505))"
        },
        { new Talkative(), "Talkative", "Talkative" },
        { new IOException(Secret, new Talkative()), "Talkative", "IOException (Talkative)" },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void It_has_types_and_codes_and_none_of_the_texts(Exception exception, string kind, string all)
    {
        var fault = new SafeFault(Thrown(exception));

        fault.Kind.Should().Be(kind);
        fault.ToString().Should().Be(all);
        fault.Stack.Should().Contain($"{nameof(SafeFaultTests)}.{nameof(Throw)}(").And.NotContain(Secret);
    }

    [Fact]
    public void What_was_written_into_a_stack_is_not_in_it()
    {
        var exception = ExceptionDispatchInfo.SetRemoteStackTrace(new InvalidOperationException(Secret), $"   at {Secret}");
        exception.Data[Secret] = Secret;
        exception.Source = exception.HelpLink = Secret;

        new SafeFault(Thrown(exception)).Stack.Should().Contain(nameof(Throw)).And.NotContain(Secret);
    }

    [Fact]
    public void A_code_that_is_none_is_left_out() =>
        new SafeFault(new PostgresException(Secret, "ERROR", "ERROR", "9999é")).ToString().Should().Be("PostgresException");

    [Fact]
    public void The_stack_of_what_is_inside_is_there_too_with_its_kind()
    {
        var stack = new SafeFault(Thrown(new IOException(Secret, Thrown(Refused())))).Stack;

        stack.Should().MatchRegex(@"^   at (.|\n)*\nbecause of PostgresException 23505\n   at ");
        stack.Should().NotContain(Secret);
    }

    [Fact]
    public void However_deep_and_wide_it_is_it_stays_short()
    {
        Exception deep = new AggregateException(Enumerable.Range(0, 100).Select(_ => new IOException()));
        for (var depth = 0; depth < 100; depth++) deep = new IOException(Secret, deep);

        new SafeFault(deep).ToString().Should().Be("IOException (IOException (IOException (IOException (IOException))))");
        new SafeFault(new AggregateException(Enumerable.Range(0, 100).Select(_ => new IOException()))).ToString()
            .Should().Be("AggregateException (IOException, IOException, IOException)");
    }

    private static PostgresException Refused() =>
        new($"duplicate key {Secret}", "ERROR", "ERROR", "23505", detail: $"Key (bsn)=({Secret}) already exists.", where: Secret,
            hint: Secret);

    private static Exception Thrown(Exception exception)
    {
        try
        {
            Throw(exception);
        }
        catch (Exception thrown) when (thrown == exception)
        {
        }
        return exception;
    }

    private static void Throw(Exception exception) => throw exception;

    /// <summary>Everything that it can say about itself is a secret.</summary>
    private sealed class Talkative : Exception
    {
        public override string Message => Secret;

        public override string StackTrace => Secret;

        public override IDictionary Data => new Dictionary<string, string>(StringComparer.Ordinal) { [Secret] = Secret };

        public override string? Source => Secret;

        public override string? HelpLink => Secret;

        public override Exception GetBaseException() => throw new InvalidOperationException(Secret);

        public override string ToString() => Secret;
    }
}
