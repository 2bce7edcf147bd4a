using IdBellen.Operator.Municipalities.Secrets;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>The generated Secrets go. Those that a platform admin made for the municipality stay.</summary>
public sealed class DeleteSecrets(SecretStore secrets) : ITeardownStage
{
    public string Name => "DeletingSecrets";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var generated = await secrets.GeneratedForAsync(context.Municipality, cancellationToken);
        await context.Record.AddAsync(
            facts => facts with { Secrets = TeardownFacts.With(facts.Secrets, generated.Select(secret => secret.Metadata.Name)) }, cancellationToken);
        foreach (var secret in generated) await secrets.DeleteAsync(secret, cancellationToken);
        return StageResult.Complete;
    }
}
