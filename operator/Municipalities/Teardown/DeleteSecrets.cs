using IdBellen.Operator.Municipalities.Secrets;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>The generated Secrets go. Those that a platform admin made for the municipality stay.</summary>
public sealed class DeleteSecrets(SecretStore secrets) : ITeardownStage
{
    public string Name => "DeletingSecrets";

    public async Task<string?> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        foreach (var secret in await secrets.GeneratedForAsync(context.Municipality, cancellationToken))
            await secrets.DeleteAsync(secret, cancellationToken);
        return null;
    }
}
