using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Telephony.Telephones;

/// <summary>The municipality's telephones, which only its admins enter: what is not on the list, nobody can let us call.</summary>
public sealed class TelephoneListTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Only_an_admin_of_this_municipality_changes_the_list_and_an_agent_sees_no_number()
    {
        var (municipality, neighbour) = (await fixture.TalkingMunicipalityAsync(), await fixture.TalkingMunicipalityAsync());
        var (admin, agent) = (await municipality.AdminAsync(), (await municipality.AgentsAsync("anna"))[0]);
        var telephone = (await admin.AddTelephoneAsync("Balie 3", "026 377 00 03")).Value;
        var foreign = (await (await neighbour.AdminAsync()).AddTelephoneAsync("Balie 3", "0263770003")).Value;

        (await agent.AddTelephoneAsync("Thuis", "0612345678")).Code.Should().Be("NOT_ALLOWED");
        (await agent.RemoveTelephoneAsync(telephone.Id)).Code.Should().Be("NOT_ALLOWED");
        (await municipality.Citizen.SendAsync("{ telephones { name } }")).Code.Should().Be("NOT_SIGNED_IN");
        (await (await municipality.ExchangeAsync()).SendAsync("{ telephones { number } }")).Code.Should().Be("NOT_SIGNED_IN");
        (await admin.RemoveTelephoneAsync(foreign.Id)).Code.Should().Be("TELEPHONE_UNKNOWN");
        (await agent.ChooseTelephoneAsync(foreign.Id)).Code.Should().Be("TELEPHONE_UNKNOWN");

        (await admin.TelephonesAsync()).Value.Should().Equal(telephone).And.ContainSingle(one => one.Number == "+31263770003");
        (await agent.TelephonesAsync()).Value.Should().Equal(telephone with { Number = null });
    }

    [Fact]
    public async Task A_telephone_that_nobody_uses_is_free_while_a_caller_waits()
    {
        var municipality = await fixture.TalkingMunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await (await municipality.AdminAsync()).AddTelephoneAsync("Balie 3", "0263770003");
        await (await municipality.ExchangeAsync()).ReportAsync("waits", "QUEUED");
        await agent.CallAsync();

        (await agent.TelephonesAsync()).Value.Should().ContainSingle(telephone => telephone.IsFree);
    }

    [Theory]
    [InlineData("09001234")]
    [InlineData("0906123456")]
    [InlineData("+31900123456")]
    [InlineData("+4930123456")]
    [InlineData("0676123456")]
    [InlineData("112")]
    [InlineData("1888")]
    [InlineData("7301@elsewhere")]
    [InlineData("026377000\u0663")]
    public async Task What_costs_money_or_is_abroad_is_not_entered(string number)
    {
        var admin = await (await fixture.TalkingMunicipalityAsync()).AdminAsync();

        (await admin.AddTelephoneAsync("Balie 3", number)).Code.Should().Be("TELEPHONE_NUMBER_REFUSED");

        (await admin.TelephonesAsync()).Value.Should().BeEmpty();
    }

    [Fact]
    public async Task A_name_or_number_that_says_nothing_or_exists_or_that_callers_dial_is_refused()
    {
        var municipality = await fixture.TalkingMunicipalityAsync();
        var admin = await municipality.AdminAsync();
        (await admin.AddTelephoneAsync(" Balie 3 ", "0263770003")).Value.Name.Should().Be("Balie 3");

        (await admin.AddTelephoneAsync("Balie 3", "0263770004")).Code.Should().Be("TELEPHONE_EXISTS");
        (await admin.AddTelephoneAsync("Balie 4", "+31 26 377 00 03")).Code.Should().Be("TELEPHONE_EXISTS", "it is the same number");
        (await admin.AddTelephoneAsync(" \u200b ", "0263770004")).Code.Should().Be("TELEPHONE_NAME_INVALID");
        (await admin.AddTelephoneAsync(new string('a', 61), "0263770004")).Code.Should().Be("TELEPHONE_NAME_INVALID");
        var own = (await municipality.Citizen.GetAsync("{ municipality { phoneNumber } }"))["municipality"]!["phoneNumber"]!;
        (await admin.AddTelephoneAsync("Balie 4", (string)own!)).Code.Should().Be("TELEPHONE_OWN_NUMBER");
    }

    [Fact]
    public async Task There_is_a_most_and_removing_one_makes_room()
    {
        var municipality = await fixture.TalkingMunicipalityAsync();
        var admin = await municipality.AdminAsync();
        await municipality.ExecuteAsync(
            "INSERT INTO telephone (id, number, name, created_at) SELECT gen_random_uuid(), '+3126' || 3770000 + n, 'Balie ' || n, now() "
                + "FROM generate_series(1, 500) AS n");

        (await admin.AddTelephoneAsync("Nog een", "7301")).Code.Should().Be("TELEPHONES_FULL");
        var all = (await admin.TelephonesAsync()).Value;
        all.Should().HaveCount(500);
        (await admin.RemoveTelephoneAsync(all[0].Id)).Errors.Should().BeEmpty();
        (await admin.RemoveTelephoneAsync(all[0].Id)).Code.Should().Be("TELEPHONE_UNKNOWN");
        (await admin.AddTelephoneAsync("Nog een", "7301")).Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Every_change_and_every_choice_is_in_the_audit_log_with_name_and_number()
    {
        var municipality = await fixture.TalkingMunicipalityAsync();
        var (admin, agent) = (await municipality.AdminAsync(), (await municipality.AgentsAsync("anna"))[0]);
        var telephone = (await admin.AddTelephoneAsync("Balie 3", "0263770003")).Value;
        await agent.ChooseTelephoneAsync(telephone.Id);
        await agent.ChooseTelephoneAsync(telephone.Id);
        await agent.ChooseTelephoneAsync(null);
        await agent.ChooseTelephoneAsync(null);
        await admin.RemoveTelephoneAsync(telephone.Id);

        var lines = await admin.GraphQL.GetAsync<IReadOnlyList<AuditLogLine>>(
            "{ auditLog { action actor account sessionId link origin telephone } }");

        lines.Where(line => line.Telephone is not null).Reverse()
            .Select(line => (line.Action, line.Actor == "anna", line.Telephone, line.Origin)).Should().Equal(
                ("TELEPHONE_ADDED", false, "Balie 3 (+31263770003)", "127.0.0.1"),
                ("TELEPHONE_CHOSEN", true, "Balie 3 (+31263770003)", "127.0.0.1"),
                ("TELEPHONE_LEFT", true, "Balie 3 (+31263770003)", "127.0.0.1"),
                ("TELEPHONE_REMOVED", false, "Balie 3 (+31263770003)", "127.0.0.1"));
    }

    [Fact]
    public async Task Where_calls_arrive_on_other_phones_there_is_no_list()
    {
        var municipality = await fixture.MunicipalityAsync();
        var (admin, agent) = (await municipality.AdminAsync(), (await municipality.AgentsAsync("anna"))[0]);

        (await admin.TelephonesAsync()).Code.Should().Be("NO_BROWSER_PHONE");
        (await admin.AddTelephoneAsync("Balie 3", "0263770003")).Code.Should().Be("NO_BROWSER_PHONE");
        (await agent.ChooseTelephoneAsync(null)).Code.Should().Be("NO_BROWSER_PHONE");
    }
}
