using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IdBellen.Tests.Bench;

/// <summary>
/// The figures of one bench, told as they come and added to the file that <c>BENCH_TABLE</c> names, as a Markdown table, and to the one
/// beside it that ends in <c>.jsonl</c>, as one JSON object for each.
/// </summary>
internal sealed class FigureTable
{
    private readonly List<Figure> figures = [];

    /// <summary>The rows whose target was missed.</summary>
    public IEnumerable<string> Missed => figures.Where(figure => !figure.IsMet).Select(figure => figure.Row);

    public void Add(params IEnumerable<Figure> measured)
    {
        foreach (var figure in measured)
        {
            figures.Add(figure);
            TestContext.Current.SendDiagnosticMessage(figure.Row);
        }
    }

    public async Task WriteAsync()
    {
        var table = new StringBuilder("| what | median | spread | target |\n|---|---|---|---|\n");
        foreach (var figure in figures) table.Append(CultureInfo.InvariantCulture, $"{figure.Row}\n");
        table.Append('\n');
        if (System.Environment.GetEnvironmentVariable("BENCH_TABLE") is not { Length: > 0 } file) return;
        await File.AppendAllTextAsync(file, table.ToString());
        await File.AppendAllLinesAsync(Path.ChangeExtension(file, "jsonl"), figures.Select(figure => JsonSerializer.Serialize(figure)));
    }

    /// <summary>A size that the environment may change.</summary>
    public static int Size(string variable, int usual) =>
        System.Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
