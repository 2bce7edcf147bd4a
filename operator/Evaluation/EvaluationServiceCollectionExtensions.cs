using IdBellen.Operator.Jobs;
using IdBellen.Tenancy.Evaluation;

namespace IdBellen.Operator.Evaluation;

internal static class EvaluationServiceCollectionExtensions
{
    public static void AddEvaluation(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<EvaluationOptions>().BindConfiguration(EvaluationOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<EvaluationRollUp>();
        builder.Services.AddSingleton<EvaluationReports>();
        builder.Services.AddScoped<EvaluationJob>();
        builder.Services.AddSingleton(
            ScheduledJob.Of<EvaluationJob>("evaluation", "*/10 * * * *", job => job.RunAsync(CancellationToken.None)));
    }
}
