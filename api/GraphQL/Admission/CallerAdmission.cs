using GraphQLParser.AST;
using IdBellen.Api.Agents;
using IdBellen.Api.GraphQL.Transport;
using IdBellen.Api.GraphQL.Transport.Operations;
using IdBellen.Api.Tenants;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.GraphQL.Admission;

/// <summary>Caps the streams of each caller, and the mutations of those of whom only the address is known.</summary>
public sealed class CallerAdmission(StreamCounts streams, AddressLimiter addresses, IOptions<AdmissionOptions> options) : IOperationAdmission
{
    private static readonly TimeSpan StreamRetry = TimeSpan.FromSeconds(10);

    public AdmissionVerdict Admit(OperationType operation, HttpContext connection, IServiceProvider services)
    {
        var caller = services.GetRequiredService<CurrentCaller>().Value;
        if (operation == OperationType.Mutation && caller is Caller.Citizen && addresses.Take(connection.Connection.RemoteIpAddress) is { } wait)
            return Refuse("Too many requests come from your network address at the moment. Try again in a while.", wait);
        if (operation != OperationType.Subscription) return default;
#pragma warning disable CA2000 // Who asks for admission disposes of the lease.
        var lease = streams.TryOpen(Places(caller, services.GetRequiredService<CurrentTenant>().Value.Uid));
#pragma warning restore CA2000
        return lease is null ? Refuse("Too many streams are open. Close some, or try again in a while.", StreamRetry) : new(null, lease);
    }

    private IReadOnlyList<(string Name, int Limit)> Places(Caller caller, string tenant) => caller switch
    {
        Caller.Person person => [($"{tenant}/{person.AccountId}", options.Value.StreamsPerPerson)],
        Caller.Exchange => [($"{tenant}/exchange", options.Value.StreamsPerExchange)],
        _ => [($"{tenant}/citizens", options.Value.CitizenStreamsPerMunicipality), ("citizens", options.Value.CitizenStreams)],
    };

    private static AdmissionVerdict Refuse(string message, TimeSpan wait) =>
        new(new OperationRefusedError(ErrorCodes.TooManyRequests, message, StatusCodes.Status429TooManyRequests, wait), null);
}
