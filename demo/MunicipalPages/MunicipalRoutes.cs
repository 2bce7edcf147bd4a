using IdBellen.Demo.Municipalities;
using IdBellen.Demo.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IdBellen.Demo.MunicipalPages;

/// <summary>The index of the demo and one page per municipality, carrying the hosted button.</summary>
internal static class MunicipalRoutes
{
    public static void MapMunicipalPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ShowIndexAsync);
        routes.MapGet("/gemeente/{name}", ShowMunicipalityAsync);
    }

    private static async Task<IResult> ShowIndexAsync(IMunicipalityDirectory directory, CancellationToken cancellationToken)
    {
        var (municipalities, problem) = await ReadAsync(directory, cancellationToken);
        return new RazorComponentResult<IndexPage>(new { Municipalities = municipalities, Problem = problem });
    }

    private static async Task<IResult> ShowMunicipalityAsync(
        string name, IMunicipalityDirectory directory, HttpResponse response, CancellationToken cancellationToken)
    {
        var (municipalities, problem) = await ReadAsync(directory, cancellationToken);
        var municipality = municipalities.FirstOrDefault(one => one.Name == name);
        if (municipality is null)
        {
            return new RazorComponentResult<UnknownMunicipalityPage>(new { Problem = problem })
            {
                StatusCode = problem is null
                ? 404 : 503
            };
        }
        if (municipality.Origin is not null)
        {
            SecurityHeaders.AllowWidget(response, municipality.Origin);
        }
        return new RazorComponentResult<MunicipalityPage>(new
        {
            Municipality = municipality,
            Accent = AccentColour.ClassFor(name, municipalities),
        });
    }

    private static async Task<(IReadOnlyList<Municipality> Municipalities, string? Problem)> ReadAsync(
        IMunicipalityDirectory directory, CancellationToken cancellationToken)
    {
        try
        {
            return (await directory.ListAsync(cancellationToken), null);
        }
        catch (DirectoryUnavailableException problem)
        {
            return ([], problem.Message);
        }
    }
}
