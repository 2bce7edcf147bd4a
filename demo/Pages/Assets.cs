using Microsoft.AspNetCore.StaticFiles;

namespace IdBellen.Demo.Pages;

/// <summary>Style sheets and scripts, read from the assembly.</summary>
internal static class Assets
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void MapAssets(this IEndpointRouteBuilder routes) => routes.MapGet("/assets/{file}", Handle);

    private static IResult Handle(string file) =>
        typeof(Assets).Assembly.GetManifestResourceStream($"assets/{file}") is { } content && Types.TryGetContentType(file, out var type)
            ? Results.Stream(content, type)
            : Results.NotFound();
}
