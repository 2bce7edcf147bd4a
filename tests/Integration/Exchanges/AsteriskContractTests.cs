using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Integration.Telephone;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.Integration.Exchanges;

/// <summary>Our own exchange: the worker and a real Asterisk, dialled over SIP.</summary>
[Takes(90)]
public sealed class AsteriskContractTests(TelephoneFixture fixture)
    : ExchangeContract(new AsteriskExchange(fixture)), IClassFixture<TelephoneFixture>
{
    private sealed class AsteriskExchange(TelephoneFixture fixture) : IExchange
    {
        public Task<(ServedMunicipality Municipality, string Number)> MunicipalityAsync(
            Func<MunicipalitySpec, MunicipalitySpec>? change = null) => fixture.WithNumberAsync(change);

        public Task DeleteAsync(ServedMunicipality municipality) => fixture.Platform.DeleteAsync(municipality.Name);

        public async Task<ICaller> DialAsync(ServedMunicipality municipality, string number, string? from = "+31612345678") =>
            new Caller(await fixture.DialAsync(number, caller: from ?? "anonymous"));
    }

    private sealed class Caller(SipPhone phone) : ICaller
    {
        public Task Ended => phone.Ended;

        public Task KeyInAsync(string code) => phone.PressAsync($"{code}#");

        public Task HangUpAsync() => phone.HangUpAsync();

        public ValueTask DisposeAsync() => phone.DisposeAsync();
    }
}
