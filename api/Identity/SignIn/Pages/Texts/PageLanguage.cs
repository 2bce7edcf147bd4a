using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.WebUtilities;

namespace IdBellen.Api.Identity.SignIn.Pages.Texts;

/// <summary>
/// Dutch, unless the reader has chosen English (<c>?language=en</c>, kept in a cookie), or has a browser that asks for English and not for
/// Dutch.
/// </summary>
internal sealed class PageLanguage(IHttpContextAccessor http) : IResourceFilter
{
    public const string Parameter = "language";
    public const string Cookie = "__Host-idbellen-language";

    private HttpContext Context => http.HttpContext!;

    public AccountTexts Texts => TextsOf(Context.Request.Query[Parameter]) ?? TextsOf(Context.Request.Cookies[Cookie]) ?? Preferred();

    /// <summary>This very page in a language.</summary>
    public string AddressIn(string language)
    {
        var others = Context.Request.Query.Where(one => one.Key != Parameter);
        return QueryHelpers.AddQueryString(QueryHelpers.AddQueryString(Context.Request.Path, others), Parameter, language);
    }

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (TextsOf(Context.Request.Query[Parameter]) is not { } chosen) return;
        Context.Response.Cookies.Append(Cookie, chosen.Language, new CookieOptions
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        });
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
        // The choice is kept beforehand, because what is executed may already answer.
    }

    private AccountTexts Preferred()
    {
        var asked = Context.Request.GetTypedHeaders().AcceptLanguage;
        return asked.Any(one => one.Value.StartsWith("nl", StringComparison.OrdinalIgnoreCase))
            || !asked.Any(one => one.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            ? DutchTexts.All : EnglishTexts.All;
    }

    private static AccountTexts? TextsOf(string? language) =>
        language switch { "nl" => DutchTexts.All, "en" => EnglishTexts.All, _ => null };
}
