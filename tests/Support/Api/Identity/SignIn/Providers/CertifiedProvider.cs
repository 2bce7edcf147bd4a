using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Support.Api.Identity.SignIn.Providers;

/// <summary>
/// An OpenID provider that is not ours and has been certified by the OpenID Foundation (node-oidc-provider), as a process of its own:
/// <c>tests/OpenIdProvider</c>.
/// </summary>
public sealed class CertifiedProvider : IAsyncDisposable
{
    private readonly int port = LoopbackPort.Free();
    private readonly Dictionary<string, object> orders = new(StringComparer.Ordinal);
    private readonly StringBuilder errors = new();
    private Process? process;

    public string Authority => $"http://localhost:{port}";

    /// <summary>Starts it, with other keys than before and no sessions; it knows the clients and people that it knew.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("node",
            [Repository.File("tests", "OpenIdProvider", "provider.js"), port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors) errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
        await AnswerAsync();
        foreach (var order in orders.Values.ToList()) await OrderAsync(order);
    }

    /// <summary>From now on nothing listens at its address.</summary>
    public async Task StopAsync()
    {
        if (process is null) return;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Knows a municipality's pages as a client.</summary>
    public Task RegisterAsync(ServedMunicipality municipality, string secret) => RememberAsync(municipality.Name, new
    {
        client = new
        {
            client_id = municipality.Name,
            client_secret = secret,
            redirect_uris = new[] { $"{municipality.Origin}/sign-in/callback" },
            response_types = new[] { "code" },
            token_endpoint_auth_method = "client_secret_post",
            post_logout_redirect_uris = new[] { $"{municipality.Origin}/signed-out" },
            backchannel_logout_uri = $"{municipality.Origin}/sign-in/back-channel-logout",
            backchannel_logout_session_required = true,
        },
    });

    /// <summary>Knows another client, by its one redirect address.</summary>
    public Task RegisterAsync(string client, string secret, Uri redirect) => RememberAsync(client, new
    {
        client = new
        {
            client_id = client,
            client_secret = secret,
            redirect_uris = new[] {
            redirect.AbsoluteUri },
            response_types = new[] { "code" },
            token_endpoint_auth_method = "client_secret_post"
        },
    });

    /// <summary>Knows a person by these claims.</summary>
    public Task EmployAsync(string account, object claims) => RememberAsync($"person {account}", new { account, claims });

    /// <summary>Signs with a new key from now on.</summary>
    public Task RotateKeysAsync() => OrderAsync(new { rotate = true });

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task RememberAsync(string what, object order)
    {
        orders[what] = order;
        await OrderAsync(order);
    }

    private async Task OrderAsync(object order)
    {
        await process!.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order));
        await process.StandardInput.FlushAsync();
        await AnswerAsync();
    }

    private async Task AnswerAsync()
    {
        if (await process!.StandardOutput.ReadLineAsync() is not null) return;
        lock (errors) throw new InvalidOperationException($"The provider ended: {errors}");
    }
}
