using IdBellen.Operator.Platform;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>The platform database forgets the municipality; until now the purge went on.</summary>
public sealed class RemovePlatformRows(TenantRegister register) : ITeardownStage
{
    public string Name => "RemovingPlatformRows";

    public async Task<string?> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        await register.RemoveAsync(context.Uid, cancellationToken);
        return null;
    }
}
