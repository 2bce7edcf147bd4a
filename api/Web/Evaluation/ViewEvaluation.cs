using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Desk;

namespace IdBellen.Api.Web.Evaluation;

/// <summary>The evaluation as the admin's page shows it.</summary>
internal sealed class ViewEvaluation(CurrentTenant current, ReadEvaluation read)
{
    public async Task<Outcome<EvaluationView>> ExecuteAsync(CancellationToken cancellationToken)
    {
        var outcome = await read.ExecuteAsync(cancellationToken);
        if (outcome.Refusal is { } refusal) return refusal;
        var evaluation = outcome.Value;
        return new EvaluationView(evaluation.Threshold, EvaluationFigures.Of(evaluation.Total),
        [
            .. evaluation.Purposes.Select(purpose => new PurposeEvaluation(
                purpose.Purpose is { } name
                    ? VisibleCall.PurposeOf(name, current.Value.Policy.Purpose(name)) : null, EvaluationFigures.Of(purpose.Total),
                [
                    .. purpose.Months.Select(month => new MonthEvaluation(
                        month.Month, EvaluationFigures.Of(month.Total),
                        [.. month.Days.Select(day => new DayEvaluation(day.Day, EvaluationFigures.Of(day.Figures)))])),
                ])),
        ]);
    }
}
