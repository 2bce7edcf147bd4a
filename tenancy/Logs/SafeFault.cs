using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using k8s.Autorest;

namespace IdBellen.Tenancy.Logs;

/// <summary>
/// An exception as a log may contain it: types, SQLSTATEs, HTTP statuses, socket errors and stacks. Never its message, its data or any
/// other text of its own, which may repeat what a citizen disclosed. Log methods take this instead of an exception or a text.
/// </summary>
public sealed class SafeFault(Exception fault)
{
    private const int Deepest = 5;
    private const int Widest = 3;

    /// <summary>The innermost exception, which is the cause.</summary>
    public string Kind => KindOf(Chain(fault).Last());

    /// <summary>
    /// The stack frames of the exception and its inner exceptions. Not <c>StackTrace</c>, which an exception can override with any text.
    /// </summary>
    public string Stack
    {
        get
        {
            var text = new StringBuilder();
            foreach (var one in Chain(fault).Take(Deepest))
            {
                if (one != fault) text.AppendLine().Append("because of ").AppendLine(KindOf(one));
                text.Append(new StackTrace(one, fNeedFileInfo: true).ToString().TrimEnd());
            }
            return text.ToString();
        }
    }

    /// <summary>
    /// The type of the exception, with inner exceptions in parentheses: <c>DbUpdateException (PostgresException 23505)</c>.
    /// </summary>
    public override string ToString() => Describe(fault, Deepest);

    private static string Describe(Exception fault, int depth)
    {
        Exception[] inner = fault switch
        {
            AggregateException several => [.. several.InnerExceptions.Take(Widest)],
            { InnerException: { } one } => [one],
            _ => [],
        };
        if (inner.Length == 0 || depth == 1) return KindOf(fault);
        return $"{KindOf(fault)} ({string.Join(", ", inner.Select(within => Describe(within, depth - 1)))})";
    }

    private static IEnumerable<Exception> Chain(Exception fault)
    {
        for (var one = fault; one is not null; one = one.InnerException) yield return one;
    }

    private static string KindOf(Exception fault) => CodeOf(fault) is { } code ? $"{fault.GetType().Name} {code}" : fault.GetType().Name;

    private static string? CodeOf(Exception fault) => fault switch
    {
        // Five digits and capital letters (PostgreSQL, appendix A). Anything else is not a code.
        DbException { SqlState: { Length: 5 } state }
            when state.All(static letter => char.IsAsciiDigit(letter) || char.IsAsciiLetterUpper(letter)) =>
            state,
        HttpOperationException { Response.StatusCode: var status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        HttpRequestException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        SocketException { SocketErrorCode: var error } => error.ToString(),
        _ => null,
    };
}
