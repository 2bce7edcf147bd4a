using IdBellen.Kubernetes.Clients;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Conditions;

/// <summary>The conditions of one reconciliation, in the order of the steps, compared with the previous ones.</summary>
internal sealed class ConditionList(Municipality municipality, TimeProvider time)
{
    private readonly List<MunicipalityCondition> conditions = [];

    public IReadOnlyList<MunicipalityCondition> All => conditions;

    /// <summary>The transitions from True or False to the other, as events.</summary>
    public IEnumerable<ResourceEvent> Transitions =>
        from condition in conditions
        where IsTransition(condition)
        select new ResourceEvent("Reconcile", condition.Reason, $"{condition.Type} is {condition.Status}: {condition.Message}",
            IsWarning(condition));

    public void Set(string type, bool? status, string reason, string message)
    {
        var text = status switch { true => "True", false => "False", null => "Unknown" };
        var before = Before(type);
        conditions.Add(new MunicipalityCondition
        {
            Type = type,
            Status = text,
            Reason = reason,
            Message = message,
            ObservedGeneration = municipality.Metadata.Generation,
            // Only a change of status is a transition; the API server keeps whole seconds.
            LastTransitionTime = before is { LastTransitionTime: { } since } && before.Status == text ? since : Now,
        });
    }

    private DateTime Now
    {
        get
        {
            var now = time.GetUtcNow().UtcDateTime;
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        }
    }

    private bool IsTransition(MunicipalityCondition condition)
    {
        var before = Before(condition.Type);
        if (condition.Status == "Unknown") return false;
        if (!ConditionTypes.Extraordinary.Contains(condition.Type)) return before?.Status != condition.Status;
        // For these types False is a transition only after True. While True, a new reason is a transition too.
        return condition.Status == "True" ? before?.Status != "True" || before.Reason != condition.Reason : before?.Status == "True";
    }

    private static bool IsWarning(MunicipalityCondition condition) =>
        ConditionTypes.Extraordinary.Contains(condition.Type)
            ? condition is { Type: ConditionTypes.PilotEnding, Status: "True" }
                or { Type: ConditionTypes.Rotating, Reason: StepOutcome.Stalled }
            : condition.Status == "False";

    private MunicipalityCondition? Before(string type) => municipality.Status?.Condition(type);
}
