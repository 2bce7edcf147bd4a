using System.Reflection;
using IdBellen.Operator;
using IdBellen.Tenancy.Resource;
using NetArchTest.Rules;

namespace IdBellen.Tests.Architecture;

/// <summary>Arrows run one way (DESIGN §2).</summary>
public sealed class ArrowTests
{
    private static readonly Assembly Tenancy = typeof(Municipality).Assembly;
    private static readonly Assembly Operator = typeof(OperatorHost).Assembly;
    private static readonly Assembly Api = typeof(IdBellen.Api.ApiHost).Assembly;
    private static readonly Assembly Demo = typeof(IdBellen.Demo.DemoHost).Assembly;

    [Fact]
    public void Tenancy_and_demo_know_nobody_of_ours()
    {
        Ours(Tenancy).Should().BeEmpty();
        Ours(Demo).Should().BeEmpty();
    }

    [Fact]
    public void Operator_and_api_know_tenancy_alone()
    {
        Ours(Operator).Should().Equal("IdBellen.Tenancy");
        Ours(Api).Should().Equal("IdBellen.Tenancy");
    }

    [Fact]
    public void The_operators_runtime_knows_nothing_of_municipalities() =>
        Failing(Types.InAssembly(Operator).That().ResideInNamespace("IdBellen.Operator.Runtime").Should().NotHaveDependencyOnAny(
            "IdBellen.Operator.Dashboard", "IdBellen.Operator.Jobs", "IdBellen.Operator.Municipalities", "IdBellen.Operator.Pilots", "IdBellen.Operator.Platform", "IdBellen.Operator.Postgres",
            "IdBellen.Operator.Retention",
            "IdBellen.Tenancy.Encryption", "IdBellen.Tenancy.Hosting", "IdBellen.Tenancy.Naming", "IdBellen.Tenancy.PlatformDatabase",
            "IdBellen.Tenancy.Resource", "IdBellen.Tenancy.Retention", "IdBellen.Tenancy.Rules", "IdBellen.Tenancy.SignIn", "IdBellen.Tenancy.TenantDatabase",
            "IdBellen.Tenancy.Urls"))
            .Should().BeEmpty();

    [Fact]
    public void The_watch_knows_nothing_of_what_it_watches() =>
        Failing(Types.InAssembly(Tenancy).That().ResideInNamespace("IdBellen.Tenancy.Watch").Should().NotHaveDependencyOnAny(
            "IdBellen.Tenancy.Encryption", "IdBellen.Tenancy.Hosting", "IdBellen.Tenancy.Naming", "IdBellen.Tenancy.PlatformDatabase",
            "IdBellen.Tenancy.Resource", "IdBellen.Tenancy.Retention", "IdBellen.Tenancy.Rules", "IdBellen.Tenancy.SignIn", "IdBellen.Tenancy.TenantDatabase",
            "IdBellen.Tenancy.Urls"))
            .Should().BeEmpty();

    [Fact]
    public void The_purge_asks_neither_Kubernetes_nor_the_municipalities_part_of_the_operator() =>
        Failing(Types.InAssembly(Operator).That().ResideInNamespace("IdBellen.Operator.Retention").Should().NotHaveDependencyOnAny(
            "k8s", "IdBellen.Operator.Municipalities"))
            .Should().BeEmpty();

    [Fact]
    public void The_dashboard_knows_the_jobs_and_the_platform_database_alone() =>
        Failing(Types.InAssembly(Operator).That().ResideInNamespace("IdBellen.Operator.Dashboard").Should().NotHaveDependencyOnAny(
            "k8s", "IdBellen.Operator.Municipalities", "IdBellen.Operator.Pilots", "IdBellen.Operator.Receipts", "IdBellen.Operator.Retention", "IdBellen.Operator.Runtime",
            "IdBellen.Tenancy.Encryption", "IdBellen.Tenancy.Resource", "IdBellen.Tenancy.TenantDatabase"))
            .Should().BeEmpty();

    [Fact]
    public void The_transport_uses_nothing_else_of_the_api_or_of_tenancy()
    {
        var transport = Types.InAssembly(Api).That().ResideInNamespace("IdBellen.Api.GraphQL.Transport");
        var others = Api.GetTypes().Concat(Tenancy.GetTypes()).Where(type => type.Namespace?.StartsWith("IdBellen.Api.GraphQL.Transport", StringComparison.Ordinal) == false)
            .Select(type => type.FullName!.Split('+')[0]).Distinct(StringComparer.Ordinal).ToArray();

        others.Should().Contain("IdBellen.Api.GraphQL.ErrorTexts").And.Contain("IdBellen.Tenancy.Resource.Municipality");
        Failing(transport.Should().NotHaveDependencyOnAny(others)).Should().BeEmpty();
    }

    private static IEnumerable<string> Ours(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("IdBellen.", StringComparison.Ordinal));

    private static IEnumerable<string> Failing(ConditionList condition) => condition.GetResult().FailingTypeNames ?? [];
}
