using IdBellen.Tests.Environment;

namespace IdBellen.Tests.Operator.Municipalities;

public sealed class ProvisioningTests(TestEnvironment environment)
{
    [Fact]
    public async Task Kubectl_can_wait_for_an_applied_municipality_to_be_ready()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var arnhem = await platform.ApplyAsync("arnhem");

        var said = await platform.Kubernetes.KubectlAsync(
            "wait", "--for=condition=Ready", "--timeout=30s", "-n", platform.Namespace, $"municipality/{arnhem.Metadata.Name}");

        said.Should().Contain("condition met");
    }
}
