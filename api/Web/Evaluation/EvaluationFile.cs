using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Evaluation;

namespace IdBellen.Api.Web.Evaluation;

/// <summary>The evaluation as a file that a spreadsheet opens.</summary>
internal static class EvaluationFile
{
    public static void MapEvaluationFile(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/evaluation.csv", HandleAsync);

    private static async Task<IResult> HandleAsync(
        HttpContext context, CurrentTenant current, ReadEvaluation read, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var outcome = await read.ExecuteAsync(cancellationToken);
        if (outcome.Refusal is { } refusal)
        {
            return Results.Json(
                new { errors = new[] { new { message = refusal.Message, extensions = new { code = refusal.Code } } } },
                statusCode: refusal == Refusal.NotSignedIn ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden);
        }
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"evaluatie-{current.Value.Name}.csv\"";
        return Results.Text(EvaluationCsv.Of(outcome.Value), EvaluationCsv.MediaType);
    }
}
