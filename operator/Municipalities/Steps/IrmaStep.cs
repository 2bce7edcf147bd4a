using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>The municipality's IRMA server answers us. Any HTTP answer will do: only whether it is there is asked.</summary>
public sealed class IrmaStep(OutboundHttp http) : IStep
{
    public string Condition => ConditionTypes.IrmaReachable;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var server = context.Municipality.Spec.Irma.ServerUrl;
        try
        {
            using var answer = await http.GetAsync(new Uri($"{server.TrimEnd('/')}/health"), cancellationToken);
            return StepOutcome.Done("Answered", "The IRMA server answers.");
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return StepOutcome.Degraded("NoAnswer",
                $"{server} does not answer, so citizens cannot start a session. Check spec.irma.serverUrl and the network; Ready does not depend on it.");
        }
    }
}
