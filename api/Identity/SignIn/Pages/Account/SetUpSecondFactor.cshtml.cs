using IdBellen.Api.Identity.SecondFactor;
using IdBellen.Api.Identity.SignIn.Pages.Texts;
using IdBellen.Api.Identity.SignIn.Provider;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Policy;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using QRCoder;

namespace IdBellen.Api.Identity.SignIn.Pages.Account;

/// <summary>Sets up an authenticator app for a person without a second factor, and shows recovery codes.</summary>
internal sealed class SetUpSecondFactorModel(
    FirstFactor first, SetUpSecondFactor setUp, ProviderTickets tickets, CurrentTenant current, TenantDbContext database,
    PageLanguage language) : PageModel
{
    private const int PixelsPerModule = 5;

    [BindProperty]
    public string? Code { get; set; }

    public string? Problem { get; private set; }

    /// <summary>The key, in groups of four.</summary>
    public string Key { get; private set; } = "";

    /// <summary>A PNG, as a data: address.</summary>
    public string Picture { get; private set; } = "";

    /// <summary>Shown once, when it is done.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public string ReturnUrl { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await first.FindAsync(cancellationToken) is not { NewSecret: { } secret } passed) return LocalRedirect("/sign-in");
        Show(secret, passed.Account.Email!);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await first.FindAsync(cancellationToken) is not { NewSecret: { } secret } passed) return LocalRedirect("/sign-in");
        Response.Headers.CacheControl = "no-store";
        RecoveryCodes = await setUp.ExecuteAsync(passed.Account, secret, Code ?? "", cancellationToken);
        if (RecoveryCodes is null)
        {
            Problem = language.Texts.SetUp.Refused;
            Show(secret, passed.Account.Email!);
            return Page();
        }
        await first.EndAsync();
        ReturnUrl = passed.ReturnUrl;
        if (passed.IsSigningIn)
        {
            var account = await database.Users.AsNoTracking().SingleAsync(row => row.Id == passed.Account.Id, cancellationToken);
            await tickets.BeginAsync(account, withSecondFactor: true, passed.ReturnUrl, cancellationToken);
        }
        return Page();
    }

    private void Show(byte[] secret, string email)
    {
        Key = string.Join(' ', TimeCodes.KeyOf(secret).Chunk(4).Select(group => new string(group)));
        using var code = QRCodeGenerator.GenerateQrCode(TimeCodes.AddressOf(secret, current.Value, email), QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(code);
        Picture = $"data:image/png;base64,{Convert.ToBase64String(picture.GetGraphic(PixelsPerModule))}";
        Response.Headers.CacheControl = "no-store";
    }
}
