using IdBellen.Tenancy.Evaluation;

namespace IdBellen.Api.Evaluation;

public static class EvaluationRegistration
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EvaluationOptions>().Bind(configuration.GetSection(EvaluationOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddScoped<ReadEvaluation>().AddScoped<ViewEvaluation>();
    }
}
