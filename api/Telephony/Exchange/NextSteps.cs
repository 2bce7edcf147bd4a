using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.Policy;
using IdBellen.Tenancy.States;
using Step = IdBellen.Api.Telephony.Exchange.NextStep;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>The next step of an exchange according to a rule of <see cref="CallTable"/>.</summary>
internal static class NextSteps
{
    /// <exception cref="InvalidOperationException">The exchange is not asked, or the municipality chooses.</exception>
    public static Step NextStep(this CallRule rule) => rule.Next switch
    {
        CallNext.AskAgain => Step.AskAgain,
        CallNext.Queue => Step.Queue,
        CallNext.Talk => Step.Talk,
        CallNext.End => Step.End,
        _ => throw new InvalidOperationException($"{rule.Event} tells an exchange nothing by itself."),
    };

    /// <summary>The next step where the municipality chooses (<see cref="CallNext.AsChosen"/>): callers without identification.</summary>
    public static Step NextStepOfUnidentified(this TenantPolicy policy) =>
        policy.Unidentified == UnidentifiedCalls.End ? Step.End : Step.Queue;

    /// <summary>A refusal with the next step for an exchange.</summary>
    public static Refusal Then(this Refusal refusal, Step next) =>
        refusal with { Next = next == Step.AskAgain ? "ASK_AGAIN" : next.ToString().ToUpperInvariant() };
}
