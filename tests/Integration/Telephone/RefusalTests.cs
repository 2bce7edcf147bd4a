using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.Integration.Telephone;

/// <summary>Calls that are not taken, or end by themselves: the caller hears why.</summary>
[Takes(60)]
public sealed class RefusalTests(TelephoneFixture fixture) : IClassFixture<TelephoneFixture>
{
    private static readonly TimeSpan Announced = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_number_that_nobody_has_gets_an_announcement()
    {
        await using var caller = await fixture.DialAsync("+31850000000");

        await TelephoneFixture.HearsSomethingAsync(caller);
        await caller.Ended.WaitAsync(Announced, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ones_number_is_not_delivered_by_anothers_trunk()
    {
        var (own, ownNumber) = await fixture.WithNumberAsync(trunk: AsteriskServer.OtherTrunkName);
        var (shared, sharedNumber) = await fixture.WithNumberAsync();
        var (ownAgent, sharedAgent) = ((await own.AgentsAsync("anna"))[0], (await shared.AgentsAsync("bram"))[0]);

        foreach (var (number, trunk) in new[] { (ownNumber, AsteriskServer.SharedTrunk), (sharedNumber, AsteriskServer.OtherTrunk) })
        {
            await using var attacker = await fixture.DialAsync(number, trunk);
            await attacker.PressAsync("#");
            await attacker.Ended.WaitAsync(Announced, TestContext.Current.CancellationToken);
        }
        (await ownAgent.CallsAsync()).Should().BeEmpty();
        (await sharedAgent.CallsAsync()).Should().BeEmpty();

        await using var caller = await fixture.DialAsync(ownNumber, AsteriskServer.OtherTrunk);
        await caller.PressAsync("#");
        await ownAgent.CallAsync();
    }

    [Fact]
    public async Task Who_calls_in_too_often_at_once_hears_that_all_lines_are_busy_and_others_are_served()
    {
        var (_, number) = await fixture.WithNumberAsync();
        var (other, otherNumber) = await fixture.WithNumberAsync();
        var agent = (await other.AgentsAsync("anna"))[0];
        var silent = new List<SipPhone>();
        try
        {
            for (var call = 0; call < 10; call++) silent.Add(await fixture.DialAsync(number, caller: "+31611111111"));

            await using var eleventh = await fixture.DialAsync(number, caller: "+31611111111");
            await eleventh.Ended.WaitAsync(Announced, TestContext.Current.CancellationToken);

            await using var caller = await fixture.DialAsync(otherNumber);
            await caller.PressAsync("#");
            await agent.CallAsync();
        }
        finally
        {
            foreach (var phone in silent) await phone.DisposeAsync();
        }
    }
}
