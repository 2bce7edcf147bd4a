using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using IdBellen.Tests.Support.Environment;
using Microsoft.Playwright;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>
/// The product on a PostgreSQL server of its own, all of them as talkative as they can be, with all that they write in one folder; and the
/// marks that may not be in it.
/// </summary>
public sealed partial class MarkedRun : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Loud = new(StringComparer.Ordinal)
    {
        ["Logging:LogLevel:Default"] = "Trace",
        ["Logging:Console:FormatterName"] = "json",
        ["Logging:Console:FormatterOptions:IncludeScopes"] = "true",
        // As the chart sets it: no pipes and sockets for debuggers.
        ["DOTNET_EnableDiagnostics"] = "0",
        // Whatever anybody asks goes all the way.
        ["GraphQL:Documents"] = "Any",
    };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("id-bellen-test-marks-");
    private readonly ConcurrentBag<Mark> learned = [];

    private MarkedRun()
    {
    }

    public MarkedPerson Person { get; } = new();

    /// <summary>Planted wherever the search looks, to show that it would find something there.</summary>
    public Mark Control { get; } = new("control", Mark.Letters(20));

    public TalkativeDatabase Database { get; private set; } = null!;

    public TestPlatform Platform { get; private set; } = null!;

    public RunningProduct Product { get; private set; } = null!;

    /// <summary>Between the api and the IRMA server.</summary>
    public CuttableLine IrmaLine { get; private set; } = null!;

    public CaseSystem CaseSystem { get; private set; } = null!;

    public BrowserProfile Citizen { get; private set; } = null!;

    public BrowserProfile Agent { get; private set; } = null!;

    public Login Login { get; private set; } = null!;

    public string TenantDatabase => Platform.Names("arnhem").Database;

    /// <summary>All that may stand nowhere, as far as it is known by now.</summary>
    public IReadOnlyCollection<Mark> Marks =>
    [
        .. Person.Marks.Concat(learned).Concat(Citizen.Secrets).Concat(Agent.Secrets)
            .Concat(RequestorToken().Matches(Product.StandInOutput)
                .Select(match => new Mark("IRMA session token", match.Groups["value"].Value)))
            .DistinctBy(mark => mark.Value, StringComparer.Ordinal),
    ];

    public static async Task<MarkedRun> StartAsync(KubernetesApi kubernetes)
    {
        var run = new MarkedRun();
        try
        {
            await run.StartServersAsync(kubernetes);
            await run.StartMunicipalityAsync();
            run.Citizen = await BrowserProfile.StartAsync(run.folder.CreateSubdirectory("citizen"));
            run.Agent = await BrowserProfile.StartAsync(run.folder.CreateSubdirectory("agent"));
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    public void Learn(string name, string value) => learned.Add(new Mark(name, value));

    /// <summary>
    /// Writes the control down in the database, in Kubernetes, and by way of the paths that frameworks log, in the logs of the servers.
    /// </summary>
    public async Task PlantAsync()
    {
        await Database.Server.ExecuteAsync($"CREATE TABLE planted (value text); INSERT INTO planted VALUES ('{Control.Value}')",
            TenantDatabase);
        await Platform.AnnotateAsync(Platform.Name("arnhem"), "test/planted", Control.Value);
        using var http = new HttpClient();
        foreach (var (port, host) in new (int, string)[] { (Product.OperatorMetrics.Port, "localhost"),
            (Platform.Port, new Uri(Platform.Origin("arnhem")).Authority) })
        {
            using var message =
                new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{port}/{Control.Value}")) { Headers = { Host = host } };
            using var answer = await http.SendAsync(message);
        }
    }

    /// <summary>
    /// Writes the control down in the storage of both browsers and in the cache of the agent's. It is on disk when they are closed.
    /// </summary>
    public async Task PlantInBrowsersAsync()
    {
        foreach (var browser in (BrowserProfile[])[Citizen, Agent])
            await browser.Context.Pages[0].EvaluateAsync("value => localStorage.setItem('planted', value)", Control.Value);
        await Agent.Context.Pages[0].EvaluateAsync("async value => (await fetch(document.scripts[0].src + '?' + value)).text()",
            Control.Value);
    }

    /// <summary>The files that operator and api have in their home folders, where frameworks keep keys of their own.</summary>
    public IEnumerable<string> AtHome =>
        new[] { "operator", "api" }.SelectMany(
            name => Directory.GetFiles(Path.Combine(folder.FullName, name, "HOME"), "*", SearchOption.AllDirectories));

    /// <summary>Searches whatever the product, its database and the browsers have written down until now.</summary>
    public async Task<IReadOnlyList<Hit>> SearchAsync()
    {
        await Database.FlushAsync();
        var search = new MarkSearch([.. Marks, Control]);
        var hits = new List<Hit>();
        foreach (var (place, text) in await new TextsOfRun(this).ReadAsync()) hits.AddRange(search.Text(place, text));
        hits.AddRange(search.Folder(folder));
        hits.AddRange(search.Folder(Database.Server.Data));
        hits.AddRange(search.File(Database.Server.Log));
        return hits;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in (IAsyncDisposable?[])[Agent, Citizen, Product, IrmaLine, CaseSystem, Platform, Database])
            if (part is not null) await part.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task StartServersAsync(KubernetesApi kubernetes)
    {
        Database = await TalkativeDatabase.StartAsync();
        Platform = await TestPlatform.CreateAsync(kubernetes, Database.Server);
        await Database.ListenAsync(Platform.Database);
        CaseSystem = await CaseSystem.StartAsync();
        var people = await Person.WriteAsync(Directory.CreateTempSubdirectory("id-bellen-test-people-"));
        Product = await RunningProduct.StartAsync(
            Platform, Loud,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Demo:PeopleFile"] = people.FullName,
                // So that the tokens in the addresses are known.
                ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Information",
            },
            folder);
        people.Directory!.Delete(recursive: true);
        IrmaLine = new CuttableLine(Product.Irma.Port);
    }

    private async Task StartMunicipalityAsync()
    {
        await Product.ApplyExampleAsync("arnhem", spec => spec with
        {
            Irma = spec.Irma with { ServerUrl = $"http://localhost:{IrmaLine.Port.ToString(CultureInfo.InvariantCulture)}" },
            UrlTemplates = [spec.UrlTemplates![0] with { Url = $"{CaseSystem.Address}{{pbdf.gemeente.personalData.bsn}}" }],
        });
        await Platform.ReadyAsync(Platform.Name("arnhem"));
        Login = (await Product.CreateAgentsAsync("arnhem"))[0];
        Learn("password of an agent", Login.Password);
        foreach (var name in Platform.Names("arnhem").Secrets)
            foreach (var (key, value) in (await Platform.SecretAsync(name))!)
                if (key is not ("host" or "port" or "database" or "username" or "clientId" or "id"))
                    Learn($"{key} of {name}", Secret(value));
    }

    // Of a PEM its first line of content, of a link what is secret in it.
    private static string Secret(string value) =>
        value.Split('\n').First(line => !line.StartsWith("-----", StringComparison.Ordinal)) is var line
            && line.IndexOf('#', StringComparison.Ordinal) is > 0 and var at ? line[(at + 1)..] : line;

    [GeneratedRegex("(?<!/irma)/session/(?<value>[A-Za-z0-9]{16,})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequestorToken();
}
