using IdBellen.Operator.Municipalities.Secrets;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>Deletes the generated Secrets. Secrets that a platform admin created for the municipality are kept.</summary>
internal sealed class DeleteSecrets(SecretStore secrets) : ITeardownStage
{
    public string Name => "DeletingSecrets";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var found = await GeneratedSecrets.FindAsync(secrets, context, cancellationToken);
        await found.NoteAsync(context, cancellationToken);
        foreach (var secret in found.Generated) await secrets.DeleteAsync(secret, cancellationToken);
        return StageResult.Complete;
    }
}
