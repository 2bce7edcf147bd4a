using System.Globalization;
using System.Security.Cryptography;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Integration.Demo;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Exchanges;

/// <summary>The demo's exchange without sound.</summary>
public sealed class StandInContractTests(ApiFixture fixture) : ExchangeContract(new StandInExchange(fixture)), IClassFixture<ApiFixture>
{
    private sealed class StandInExchange(ApiFixture fixture) : IExchange
    {
        public async Task<(ServedMunicipality Municipality, string Number)> MunicipalityAsync(
            Func<MunicipalitySpec, MunicipalitySpec>? change = null)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"+3185{RandomNumberGenerator.GetInt32(1_000_000, 10_000_000)}");
            return (await fixture.MunicipalityAsync(change), number);
        }

        public Task DeleteAsync(ServedMunicipality municipality) => fixture.Platform.DeleteAsync(municipality.Name);

        public async Task<ICaller> DialAsync(ServedMunicipality municipality, string number, string? from = "+31612345678")
        {
            var token = Path.GetTempFileName();
            var secret = await fixture.Platform.SecretAsync($"{municipality.Name}-exchange");
            await File.WriteAllTextAsync(token, secret!["token"]);
            var demo = await RunningDemo.StartAsync(
                $$"""
                Municipalities=[{"name":"{{municipality.Name}}","origin":"{{municipality.Origin}}","phoneNumber":"{{number}}","exchangeTokenFile":"{{token}}"}]
                """.Trim());
            return await StandInCaller.DialAsync(demo, number, from, token);
        }
    }
}
