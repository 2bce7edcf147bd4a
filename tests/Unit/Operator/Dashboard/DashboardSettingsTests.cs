using System.ComponentModel.DataAnnotations;
using IdBellen.Operator.Dashboard;

namespace IdBellen.Tests.Unit.Operator.Dashboard;

/// <summary>All or nothing, and what is wrong is said.</summary>
public sealed class DashboardSettingsTests
{
    private static readonly DashboardOptions Whole = new()
    {
        Origin = "https://jobs.id-bellen.nl",
        Authority = "https://login.id-bellen.nl/",
        ClientId = "jobs",
        ClientSecret = "0123456789012345678901234",
        AdminRole = "admin",
    };

    public static TheoryData<string, object> Wrong => new()
    {
        { "Dashboard__Origin is missing: set it too, or none of Dashboard__Origin, Dashboard__Authority", Whole with { Origin = "" } },
        { "Dashboard__Authority is missing", Whole with { Authority = "" } },
        { "Dashboard__ClientId is missing", Whole with { ClientId = "" } },
        { "Dashboard__ClientSecret is missing", Whole with { ClientSecret = "" } },
        { "Dashboard__AdminRole is missing", Whole with { AdminRole = "" } },
        { "Dashboard__Origin is missing", new DashboardOptions { AdminRole = "admin" } },
        { "Dashboard__Origin must be", Whole with { Origin = "http://jobs.id-bellen.nl" } },
        { "Dashboard__Origin must be", Whole with { Origin = "https://jobs.id-bellen.nl/" } },
        { "Dashboard__Origin must be", Whole with { Origin = "jobs.id-bellen.nl" } },
        { "Dashboard__Authority must be", Whole with { Authority = "http://login.id-bellen.nl" } },
        { "Dashboard__ClientSecret is shorter", Whole with { ClientSecret = "geheim" } },
        { "Dashboard__Listen must be", Whole with { Listen = "8081" } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_set_that_is_not_whole_or_not_safe_is_refused_with_what_to_change(string text, object options) =>
        Faults((DashboardOptions)options).Should().Contain(fault => fault.StartsWith(text, StringComparison.Ordinal));

    [Fact]
    public void Whole_or_absent_or_on_a_laptop_it_is_accepted()
    {
        foreach (var options in (DashboardOptions[])[Whole, new(),
            Whole with { Origin = "http://localhost:8081", Authority = "http://localhost:9000" }, Whole with { Listen = "http://+:8081" }])
            Faults(options).Should().BeEmpty();
        Whole.IsWanted.Should().BeTrue();
        new DashboardOptions().IsWanted.Should().BeFalse();
        Whole.ToString().Should().NotContain(Whole.ClientSecret);
    }

    private static IEnumerable<string> Faults(DashboardOptions options) =>
        options.Validate(new ValidationContext(options)).Select(fault => fault.ErrorMessage!);
}
