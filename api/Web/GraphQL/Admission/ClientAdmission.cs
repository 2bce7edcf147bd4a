using System.Net;
using GraphQLParser.AST;
using IdBellen.Api.Identity.Actors;
using IdBellen.GraphQL.Operations;
using IdBellen.GraphQL.Requests;

namespace IdBellen.Api.Web.GraphQL.Admission;

/// <summary>
/// Limits the streams of each client, and all requests of anonymous clients by address, before any other work. Signed-in people and the
/// exchange are not counted by address, because a city hall shares one.
/// </summary>
internal sealed class ClientAdmission(
    string tenant, IPAddress? address, StreamCounts streams, HeldBytes bytes, CitizenThrottle citizens, AdmissionOptions options)
    : IClientAdmission
{
    private static readonly TimeSpan StreamRetry = TimeSpan.FromSeconds(10);

    public AdmissionVerdict Admit(OperationType operation, IServiceProvider services)
    {
        var actor = services.GetRequiredService<CurrentActor>().Value;
        if (actor is Actor.Citizen
            && citizens.Take(tenant, address, operation == OperationType.Mutation) is { } wait)
            return Refuse("Too many requests from your network address. Try again later.", wait);
        if (operation != OperationType.Subscription) return default;
        return Open("Too many streams are open. Close some, or try again later.", PlacesOfStream(actor));
    }

    public AdmissionVerdict AdmitSocket() => Open("Too many connections are open. Close some, or try again later.",
    [
        (PlaceOf("sockets"), options.UnknownSocketsPerAddress),
        ($"{tenant}/sockets", options.UnknownSocketsPerMunicipality),
    ]);

    public bool TryHold(int count) => bytes.TryHold(PlaceOf("bytes"), count, options.RequestBytesPerAddress);

    public void Release(int count) => bytes.Release(PlaceOf("bytes"), count);

    private string PlaceOf(string what) => CitizenThrottle.PlaceOf(tenant, address, what);

    private AdmissionVerdict Open(string refusal, IReadOnlyList<(string Name, int Limit)> places)
    {
#pragma warning disable CA2000 // The caller disposes of the lease.
        var lease = streams.TryOpen(places);
#pragma warning restore CA2000
        return lease is null ? Refuse(refusal, StreamRetry) : new(null, lease);
    }

    private IReadOnlyList<(string Name, int Limit)> PlacesOfStream(Actor actor) => actor switch
    {
        Actor.Person person => [($"{tenant}/{person.AccountId}", options.StreamsPerPerson)],
        Actor.Exchange => [($"{tenant}/exchange", options.StreamsPerExchange)],
        _ =>
        [
            (PlaceOf("streams"), options.CitizenStreamsPerAddress),
            ($"{tenant}/citizens", options.CitizenStreamsPerMunicipality),
            ("citizens", options.CitizenStreams),
        ],
    };

    private static AdmissionVerdict Refuse(string message, TimeSpan wait) =>
        new(new OperationRefusedError(ErrorCodes.TooManyRequests, message, StatusCodes.Status429TooManyRequests, wait), null);
}
