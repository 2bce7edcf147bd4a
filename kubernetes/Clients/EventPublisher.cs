using k8s;
using k8s.Models;

namespace IdBellen.Kubernetes.Clients;

/// <summary>
/// Publishes Kubernetes events about a resource. Callers publish transitions only. An event that cannot be published is logged and dropped;
/// it never blocks reconciliation.
/// </summary>
public sealed partial class EventPublisher(IKubernetes client, TimeProvider time, ILogger<EventPublisher> logger, string controller)
{
    // The API server's own limit (events.k8s.io/v1).
    private const int MaxNote = 1024;

    private readonly string instance = $"{controller}-{Environment.MachineName}".ToLowerInvariant();

    public async Task PublishAsync(IKubernetesObject<V1ObjectMeta> regarding, ResourceEvent occurrence, CancellationToken cancellationToken)
    {
        var published = new Eventsv1Event
        {
            Metadata = new V1ObjectMeta
            {
                GenerateName = $"{regarding.Metadata.Name}-",
                NamespaceProperty = regarding.Metadata.NamespaceProperty
            },
            EventTime = time.GetUtcNow().UtcDateTime,
            Regarding = new V1ObjectReference
            {
                ApiVersion = regarding.ApiVersion,
                Kind = regarding.Kind,
                Name = regarding.Metadata.Name,
                NamespaceProperty = regarding.Metadata.NamespaceProperty,
                Uid = regarding.Metadata.Uid,
                ResourceVersion = regarding.Metadata.ResourceVersion,
            },
            Action = occurrence.Action,
            Reason = occurrence.Reason,
            Note = occurrence.Note.Length > MaxNote ? occurrence.Note[..MaxNote] : occurrence.Note,
            Type = occurrence.IsWarning ? "Warning" : "Normal",
            ReportingController = controller,
            ReportingInstance = instance,
        };
        try
        {
            await client.EventsV1.CreateNamespacedEventAsync(published, regarding.Metadata.NamespaceProperty,
                cancellationToken: cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogLost(logger, occurrence.Reason, regarding.Metadata.Name, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {Reason} of {Name} was not published: {Fault}")]
    private static partial void LogLost(ILogger logger, string reason, string name, string fault);
}

/// <summary>What happened: action and reason are CamelCase words, the note a sentence.</summary>
public sealed record ResourceEvent(string Action, string Reason, string Note, bool IsWarning = false);
