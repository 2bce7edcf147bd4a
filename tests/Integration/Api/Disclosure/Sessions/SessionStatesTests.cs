using AwesomeAssertions;
using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.States;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Api.Disclosure.Sessions;

/// <summary>
/// Sessions in every state meet what the IRMA server, the citizen and the exchange can do, at the real api and the real database. Digits
/// are for
/// <see cref="AnotherPhoneTests"/>.
/// </summary>
public sealed class SessionStatesTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly SessionEvent[] AtTheServer =
        [SessionEvent.AppConnected, SessionEvent.ValidProof, SessionEvent.InvalidProof, SessionEvent.RefusedInApp];

    [Theory]
    [InlineData(IdentificationWay.SamePhone)]
    [InlineData(IdentificationWay.AnotherPhone)]
    public async Task Each_event_does_in_each_state_what_the_table_says(IdentificationWay way)
    {
        var municipality = await fixture.MunicipalityAsync();
        foreach (var happened in (SessionEvent[])[.. AtTheServer, SessionEvent.CancelledOnPage, SessionEvent.CodeDialled])
        {
            var (session, code) = await BeginAsync(municipality, way, happened);
            var id = Guid.Parse((await municipality.QueryAsync("SELECT id FROM session")).Single());
            // A code whose session is not decided makes us look at the IRMA server first: MatchCodeTests.
            foreach (var rule in SessionTable.Rules.Where(rule => rule.Way == way && rule.Event == happened
                && (happened != SessionEvent.CodeDialled || !SessionTable.ChangedBy(SessionEvent.TimedOut).Contains(rule.From))))
            {
                var holds = rule.From is SessionState.Disclosed or SessionState.Matched;
                await municipality.ExecuteAsync(
                    $"""
                     UPDATE session SET state = '{rule.From}', attributes_sealed = {(holds ? "'\\x01'" : "NULL")},
                         code_expires_at = {(holds ? "now() + interval '10 minutes'" : "NULL")}
                     """);

                if (AtTheServer.Contains(happened)) await LookAsync(municipality, id);
                else if (happened == SessionEvent.CodeDialled)
                    await (await municipality.ExchangeAsync()).MatchAsync(code, $"call-{way}-{rule.From}", callerNumber: null);
                else await municipality.Citizen.GetAsync("mutation ($t: String!) { cancelSession(statusToken: $t) { state } }",
                    new { t = session.StatusToken });

                var keeps = rule.To == rule.From ? holds : rule.Effect == SessionEffect.Keep || rule.To == SessionState.Matched;
                (await municipality.QueryAsync("SELECT state || ' ' || (attributes_sealed IS NOT NULL) FROM session"))
                    .Should().Equal([$"{rule.To} {(keeps ? "true" : "false")}"], $"after {happened} in {rule.From} of {way}");
            }
            await municipality.ExecuteAsync("DELETE FROM call; DELETE FROM session");
        }
    }

    // What the IRMA server then says of the session, whenever it is asked.
    private static async Task<(CitizenSession Session, string Code)> BeginAsync(
        ServedMunicipality municipality, IdentificationWay way, SessionEvent happened)
    {
        var session = way == IdentificationWay.SamePhone ? await municipality.StartAsync() : await municipality.StartForAnotherPhoneAsync();
        var app = new YiviApp(session.Pointer);
        var code = "";
        if (way == IdentificationWay.SamePhone)
        {
            code = await app.ConnectAsync();
        }
        else
        {
            var digits = await app.PairingDigitsAsync();
            await session.BecomesAsync("PAIRING");
            await session.PairAsync(digits);
            await app.RequestAsync();
        }
        switch (happened)
        {
            case SessionEvent.RefusedInApp:
                await app.RefuseAsync();
                await session.BecomesAsync("CANCELLED");
                break;
            case SessionEvent.InvalidProof:
                await app.ProveAsync("INVALID");
                await session.BecomesAsync("REJECTED");
                break;
            case SessionEvent.ValidProof or SessionEvent.CodeDialled:
                await app.ProveAsync();
                await session.BecomesAsync("DISCLOSED");
                if (way == IdentificationWay.AnotherPhone) code = (await session.StatusAsync()).PhoneCall!.Code;
                break;
            default:
                await session.BecomesAsync("CONNECTED");
                break;
        }
        return (session, code);
    }

    private async Task LookAsync(ServedMunicipality municipality, Guid id)
    {
        var tenant = fixture.Services.GetRequiredService<ServedTenants>().TryFindByUid(await UidAsync(municipality), out var found)
            ? found : throw new InvalidOperationException("It is not served.");
        await using var scope = fixture.Services.GetRequiredService<TenantScopes>().Open(tenant);
        await scope.ServiceProvider.GetRequiredService<FollowSession>().PollAsync(id, TestContext.Current.CancellationToken);
    }

    private async Task<string> UidAsync(ServedMunicipality municipality) => (await fixture.Platform.ReadyAsync(municipality.Name)).Uid;
}
