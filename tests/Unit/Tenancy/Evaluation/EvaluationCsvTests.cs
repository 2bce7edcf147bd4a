using IdBellen.Tenancy.Counts;
using IdBellen.Tenancy.Evaluation;

namespace IdBellen.Tests.Unit.Tenancy.Evaluation;

public sealed class EvaluationCsvTests
{
    private static readonly DateOnly Day = new(2027, 3, 28);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+31", "'+31")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("a-b=c", "a-b=c")]
    public void No_cell_is_a_formula_or_breaks_out_of_its_place(string purpose, string cell) =>
        EvaluationCsv.Of(PilotEvaluation.Of([new(Day, purpose, Measure.Started, 0, 9)], [], 5)).Should().Contain($"\r\npurpose,{cell},,,");

    [Fact]
    public void Each_total_and_each_day_has_a_row_and_what_is_untold_has_a_star()
    {
        CountedRow[] rows =
        [
            new(Day, "uitkering", Measure.WrongCodes, 0, 9), new(Day.AddDays(4), "uitkering", Measure.WrongCodes, 0, 12), new(
                Day.AddDays(4), "", Measure.WrongCodes, 0, 7),
            new(Day, "uitkering", Measure.Refused, 0, 2), new(Day, "uitkering", Measure.Handled, 60, 6),
        ];

        var lines = EvaluationCsv.Of(PilotEvaluation.Of(rows, ["paspoort"], 5)).Split("\r\n");

        lines.Should().Equal(
            "\uFEFFlevel,purpose,month,day,started,disclosed,refused,expired,notPhoned,matched,wrongCodes,unidentified,abandoned,taken,waiting_median,waiting_p90,waiting_p95,handling_median,handling_p90,handling_p95",
            "total,,,,*,0,*,0,0,0,28,0,0,0,,,,60,60,60",
            "purpose,paspoort,,,0,0,0,0,0,0,0,0,0,0,,,,,,",
            "purpose,uitkering,,,*,0,*,0,0,0,21,0,0,0,,,,60,60,60",
            "month,uitkering,2027-03,,*,0,*,0,0,0,9,0,0,0,,,,60,60,60",
            "day,uitkering,2027-03,2027-03-28,*,0,*,0,0,0,9,0,0,0,,,,60,60,60",
            "month,uitkering,2027-04,,0,0,0,0,0,0,12,0,0,0,,,,,,",
            "day,uitkering,2027-04,2027-04-01,0,0,0,0,0,0,12,0,0,0,,,,,,",
            "purpose,,,,0,0,0,0,0,0,7,0,0,0,,,,,,",
            "month,,2027-04,,0,0,0,0,0,0,7,0,0,0,,,,,,",
            "day,,2027-04,2027-04-01,0,0,0,0,0,0,7,0,0,0,,,,,,",
            "");
    }
}
