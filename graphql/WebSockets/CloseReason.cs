using System.Net.WebSockets;

namespace IdBellen.GraphQL.WebSockets;

/// <summary>Why a socket is closed: the codes of the GraphQL over WebSocket protocol, and of RFC 6455 section 7.4.</summary>
internal sealed record CloseReason(int Code, string Text)
{
    // RFC 6455 section 5.5: a control frame has at most 125 bytes, including two for the code.
    private const int MaxText = 123;

    public static readonly CloseReason Unauthorized = new(4401, "Unauthorized");
    public static readonly CloseReason Forbidden = new(4403, "Forbidden");
    public static readonly CloseReason SubprotocolNotAcceptable = new(4406, "Subprotocol not acceptable");
    public static readonly CloseReason InitialisationTimeout = new(4408, "Connection initialisation timeout");
    public static readonly CloseReason TooManyInitialisations = new(4429, "Too many initialisation requests");
    public static readonly CloseReason TooBig = new((int)WebSocketCloseStatus.MessageTooBig, "Message too big");
    public static readonly CloseReason GoingAway = new((int)WebSocketCloseStatus.EndpointUnavailable, "Going away");
    public static readonly CloseReason Normal = new((int)WebSocketCloseStatus.NormalClosure, "");

    /// <param name="problem">The problem, without any value from the message.</param>
    public static CloseReason BadRequest(string problem) => new(4400, problem);

    public static CloseReason SubscriberExists(string id) => new(4409, Cut($"Subscriber for {id} already exists"));

    // Ids are ASCII, so that characters are bytes.
    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText];
}

/// <summary>Ends a connection with its reason.</summary>
internal sealed class SocketClosedException(CloseReason reason) : Exception(reason.Text)
{
    public CloseReason Reason => reason;
}
