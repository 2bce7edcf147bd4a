using System.Globalization;
using System.Security.Cryptography;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Support.Api;

/// <summary>What admins and agents do with the municipality's telephones.</summary>
public static class ListedTelephones
{
    private const string Fields = "id name number usedBy isFree isYours";

    /// <summary>A municipality whose agents talk in their browser, or on a telephone that they choose.</summary>
    public static Task<ServedMunicipality> TalkingMunicipalityAsync(this ApiFixture fixture) => fixture.MunicipalityAsync(spec => spec with
    {
        Telephony = new TelephonySpec { Kind = TelephonyKinds.Asterisk, Asterisk = new AsteriskSpec { CalledNumbers = [CalledNumber()] } },
    });

    /// <summary>That no other test has.</summary>
    public static string CalledNumber() =>
        string.Create(CultureInfo.InvariantCulture, $"+3185{RandomNumberGenerator.GetInt32(1_000_000, 10_000_000)}");

    public static Task<GraphQLAnswer<IReadOnlyList<ListedTelephone>>> TelephonesAsync(this SignedIn person) =>
        person.GraphQL.SendAsync<IReadOnlyList<ListedTelephone>>($"{{ telephones {{ {Fields} }} }}");

    public static Task<GraphQLAnswer<ListedTelephone>> AddTelephoneAsync(this SignedIn person, string name, string number) =>
        person.GraphQL.SendAsync<ListedTelephone>(
            $"mutation ($name: String!, $number: String!) {{ addTelephone(name: $name, number: $number) {{ {Fields} }} }}",
            new { name, number });

    public static Task<GraphQLAnswer> RemoveTelephoneAsync(this SignedIn person, string id) => person.GraphQL.SendAsync(
        "mutation ($id: ID!) { removeTelephone(telephoneId: $id) { telephoneId } }", new { id });

    /// <param name="id">Null: the browser.</param>
    public static Task<GraphQLAnswer<IReadOnlyList<ListedTelephone>>> ChooseTelephoneAsync(this SignedIn person, string? id) =>
        person.GraphQL.SendAsync<IReadOnlyList<ListedTelephone>>(
            $"mutation ($id: ID) {{ chooseTelephone(telephoneId: $id) {{ {Fields} }} }}", new { id });

    public static Task<GraphQLAnswer> RingTelephoneAsync(this SignedIn person, string callId) => person.GraphQL.SendAsync(
        "mutation ($id: ID!) { ringTelephone(callId: $id) { callId } }", new { id = callId });
}
