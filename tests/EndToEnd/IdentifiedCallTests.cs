using AwesomeAssertions;
using IdBellen.Tests.Support.Environment;
using k8s;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd;

/// <summary>The main job, in real browsers over real processes.</summary>
[Takes(135)]
public sealed class IdentifiedCallTests(TestEnvironment environment)
{
    private const string Person = "Fatima";
    private const string FullName = "Fatima Nora el Amrani";
    private const string Bsn = "999911004";

    [Fact]
    public async Task A_disclosure_becomes_an_identified_call_that_one_agent_of_the_right_municipality_takes_finishes_and_erases()
    {
        await using var platform = await environment.PlatformAsync();
        await using var product = await RunningProduct.ReadyAsync(platform, "arnhem", "nijmegen");
        var arnhem = await product.CreateAgentsAsync("arnhem");
        var nijmegen = await product.CreateAgentsAsync("nijmegen");

        await using var chromium = await Chromium.StartAsync();
        var (anna, bram, colleague) = (new AgentPage(await chromium.OpenAsync()), new AgentPage(await chromium.OpenAsync()),
            new AgentPage(await chromium.OpenAsync()));
        await anna.OpenSignInAsync(platform.Origin("arnhem"));
        await Chromium.LookAtAsync(anna.Page, "sign-in");
        await anna.SignInAsync(platform.Origin("arnhem"), arnhem[0]);
        await bram.SignInAsync(platform.Origin("arnhem"), arnhem[1]);
        await colleague.SignInAsync(platform.Origin("nijmegen"), nijmegen[0]);
        await anna.SeesNobodyWaitingAsync();
        await Chromium.LookAtAsync(anna.Page, "agent-nobody-waits");

        var citizen = new CitizenPages(await chromium.OpenAsync(), await chromium.OpenAsync(), product.Pages);
        await citizen.StartAsync(platform.Name("arnhem"));
        await Chromium.LookAtAsync(citizen.Municipal, "citizen-qr");
        await citizen.ScanAsync(Person);
        await citizen.SeesAsync("Ga verder in de Yivi-app");
        await Chromium.LookAtAsync(citizen.Phone, "wallet");
        await citizen.ShareAsync();
        await citizen.SeesAsync("Bel ons nu");
        await Chromium.LookAtAsync(citizen.Municipal, "citizen-call-now");
        await citizen.DialAsync();

        foreach (var agent in (AgentPage[])[anna, bram])
        {
            await Expect(agent.Waiting.GetByText("Vraag over uw uitkering")).ToBeVisibleAsync();
            await Expect(agent.Waiting.GetByText(FullName)).ToBeVisibleAsync();
            // The overview of this purpose has the name only.
            await Expect(agent.Page.GetByText(Bsn)).ToHaveCountAsync(0);
        }
        await colleague.SeesNobodyWaitingAsync();
        await citizen.SeesAsync("U staat in de wachtrij");
        await Chromium.LookAtAsync(anna.Page, "agent-call-waits");
        await Chromium.LookAtAsync(citizen.Phone, "telephone");

        await anna.TakeAsync();
        await Expect(anna.MyCall.GetByText(Bsn)).ToBeVisibleAsync();
        await Expect(anna.MyCall.GetByRole(Microsoft.Playwright.AriaRole.Term).GetByText("Burgerservicenummer (BSN)")).ToBeVisibleAsync();
        await Expect(anna.MyCall.GetByText(new System.Text.RegularExpressions.Regex("^06[ 0]{8,}$",
            System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)))).ToBeVisibleAsync();
        var link = anna.MyCall.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Open zaaksysteem" });
        await Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer");
        // The page holds a path of ours, so that no link is followed unlogged; only the redirect names the caller.
        var path = await link.GetAttributeAsync("href");
        path.Should().StartWith("/calls/").And.NotContain(Bsn);
        (await bram.StatusOfAsync(path!)).Should().Be(403, "only who has the call may follow its links");
        var arrived = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        anna.Page.Context.Request += (_, request) =>
        {
            if (request.RedirectedFrom is not null) arrived.TrySetResult(request.Url);
        };
        await link.ClickAsync();
        (await arrived.Task.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken)).Should()
            .Be($"https://zaken.arnhem.example.nl/zoek?bsn={Bsn}");
        await Expect(bram.Page.GetByText("Aangenomen door Anna de Vries").Or(bram.Page.GetByText("In gesprek met collega’s (1)")))
            .ToBeVisibleAsync();
        await Expect(bram.Page.GetByText(FullName)).ToHaveCountAsync(0);
        await colleague.SeesNobodyWaitingAsync();
        await citizen.SeesAsync("U bent in gesprek");
        await Chromium.LookAtAsync(anna.Page, "agent-my-call");
        await Chromium.LookAtAsync(bram.Page, "agent-taken-by-colleague");
        await Chromium.LookAtAsync(citizen.Municipal, "citizen-in-conversation");

        var database = platform.Names("arnhem").Database;
        (await platform.Postgres.QueryAsync("SELECT count(*) FROM session", database)).Should().Equal("1");
        await anna.FinishAsync();
        await anna.SeesNobodyWaitingAsync();
        await citizen.SeesAsync("Uw gesprek is klaar");
        (await platform.Postgres.QueryAsync("SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM call)", database)).Should()
            .Equal("0");

        await platform.Kubernetes.KubectlAsync("delete", "municipality", platform.Name("arnhem"), "-n", platform.Namespace,
            "--timeout=60s");
        (await platform.Postgres.QueryAsync($"SELECT datname FROM pg_database WHERE datname = '{database}'")).Should().BeEmpty();
        (await platform.Postgres.QueryAsync($"SELECT rolname FROM pg_roles WHERE rolname LIKE '{database}%'")).Should().BeEmpty();
        (await platform.Client.CoreV1.ListNamespacedSecretAsync(platform.Namespace,
            labelSelector: $"idbellen.nl/municipality={platform.Name("arnhem")}"))
            .Items.Select(secret => secret.Metadata.Name).Should()
            .BeEquivalentTo([$"{platform.Name("arnhem")}-irma"], "what the admin made is the admin's");
        product.ProductOutput.Should().NotContainAny(Bsn, FullName, "+31600000000", "Amrani");
        platform.Names("nijmegen").Database.Should().BeOneOf(await platform.Postgres.QueryAsync("SELECT datname FROM pg_database"));
    }
}
