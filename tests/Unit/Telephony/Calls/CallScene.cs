using System.Diagnostics.Metrics;
using IdBellen.Telephony.Asterisk.Ari;
using IdBellen.Telephony.Asterisk.Calls.Lines;
using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Calls.Steps;
using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Metrics;
using IdBellen.Telephony.Asterisk.Municipalities;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IdBellen.Tests.Unit.Telephony.Calls;

/// <summary>One call from step to step, with an Asterisk that obeys and an api that says what the test wants.</summary>
internal sealed class CallScene : IAsyncDisposable, ITelephones
{
    private const string Uid = "0f9619ff-8b86-4d01-b42d-00cf4fc964ff";
    private readonly FakeTimeProvider time = new();
    private readonly CancellationTokenSource leaving = new();
    private readonly ServiceProvider meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly AriServer server;
    private readonly Municipality resource;
    private Task running = Task.CompletedTask;

    public CallScene(bool announcesPosition = false, string? trunk = null)
    {
        var municipality = new CallingMunicipality(Uid, "arnhem", "arnhem.example.nl")
        {
            CalledNumbers = ["+31263770001"],
            AnnouncesPosition = announcesPosition,
        };
        Directory.Upsert(resource = new Municipality
        {
            Metadata = new V1ObjectMeta { Name = municipality.Name, Uid = Uid, Generation = 1 },
            Spec = new MunicipalitySpec
            {
                Telephony = new TelephonySpec
                {
                    Kind = TelephonyKinds.Asterisk,
                    Asterisk = new AsteriskSpec { CalledNumbers = municipality.CalledNumbers },
                },
            },
        });
        var tokens = KnownToken.Of(municipality.Name, Uid);
        server = new AriServer(new AriAddress(new Uri("http://asterisk"), "user", "password"), Ari);
        Services = new CallServices(
            new ExchangeClient(new HttpClient(Api) { BaseAddress = new Uri("http://api") }, tokens, time), Directory, new CallBook(),
            this, new TelephoneMetrics(meters.GetRequiredService<IMeterFactory>()), Options.Create(new CallTimes()), time);
        Board = new Switchboard("asterisk-0", server, leaving.Token) { IsConnected = true };
        Call = new Call(new Line(Board, "caller", time), "asterisk-0.x", municipality, time)
        {
            CallerNumber = "+31612345678",
            Trunk = trunk,
        };
        Services.Book.Add(Call);
    }

    public RecordedAri Ari { get; } = new();

    public ScriptedApi Api { get; } = new();

    public Call Call { get; }

    public CallServices Services { get; }

    public Switchboard Board { get; }

    /// <summary>Knows the municipality of the call.</summary>
    public MunicipalityDirectory Directory { get; } = new(new HostingOptions { BaseDomain = "example.nl" });

    /// <summary>The telephones that were called.</summary>
    public List<string> Rung { get; } = [];

    public Task Running => running;

    public DateTimeOffset Now => time.GetUtcNow();

    public void Begin(IStep first) => running = Task.Run(async () =>
    {
        IStep? step = first;
        while (step is not null) step = await step.RunAsync(Call, Services);
    });

    public void Press(string keys)
    {
        foreach (var key in keys) Call.Pressed(key);
    }

    /// <summary>Who has the call; null: nobody.</summary>
    public void Assign(string? agent, string? telephone = null, int rings = 0) =>
        Services.Book.Assign(Uid, agent is null ? [] : [new Assignment(Call.Reference, agent, telephone, rings)]);

    public void AgentComes(string channel = "agent", string agent = "anna", bool isTelephone = false) =>
        Call.Inbox.Put(new CallInput.AgentCame(new AgentLeg(channel, agent, time.GetTimestamp(), isTelephone)));

    /// <summary>The worker learns that the municipality is deleted.</summary>
    public void DeleteMunicipality()
    {
        Directory.Remove(resource);
        Call.Inbox.Put(new CallInput.AskNow());
    }

    public void Pass(TimeSpan span) => time.Advance(span);

    /// <summary>Waits for what the call does in its own time, and lets time pass if told to.</summary>
    public async Task UntilAsync(Func<bool> isSo, string what, TimeSpan? passing = null) => await Eventually.BeTrueAsync(
        () =>
        {
            if (isSo()) return Task.FromResult(true);
            if (passing is { } span) time.Advance(span);
            return Task.FromResult(false);
        },
        TimeSpan.FromSeconds(10), what);

    public Task DoesAsync(string request) => UntilAsync(() => Ari.Done.Contains(request), request);

    public void Ring(Call call, string number, CancellationToken cancellationToken) => Rung.Add(number);

    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await running.ContinueWith(static _ => { }, TaskScheduler.Default);
        Call.Dispose();
        server.Dispose();
        leaving.Dispose();
        await meters.DisposeAsync();
    }
}
