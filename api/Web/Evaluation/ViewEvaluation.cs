using IdBellen.Api.Calls;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.Evaluation;

/// <summary>The evaluation as the admin's page shows it.</summary>
public sealed class ViewEvaluation(CurrentTenant current, ReadEvaluation read)
{
    public async Task<Outcome<EvaluationView>> ExecuteAsync(CancellationToken cancellationToken)
    {
        var outcome = await read.ExecuteAsync(cancellationToken);
        if (outcome.Refusal is { } refusal) return refusal;
        var evaluation = outcome.Value;
        return new EvaluationView(evaluation.Threshold, EvaluationFigures.Of(evaluation.Total),
        [
            .. evaluation.Purposes.Select(purpose => new PurposeEvaluation(
                purpose.Purpose is { } name ? CallView.PurposeOf(name, current.Value.Purpose(name)) : null, EvaluationFigures.Of(purpose.Total),
                [
                    .. purpose.Months.Select(month => new MonthEvaluation(
                        month.Month, EvaluationFigures.Of(month.Total), [.. month.Days.Select(day => new DayEvaluation(day.Day, EvaluationFigures.Of(day.Figures)))])),
                ])),
        ]);
    }
}
