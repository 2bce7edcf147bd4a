using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;
using k8s.Models;

namespace IdBellen.Tenancy.Rules;

/// <summary>
/// The rules for accepting a specification that need only the resource and its Secrets. The operator accepts a specification by these
/// rules, and the api does not serve one that violates them.
/// </summary>
public static class AcceptanceRules
{
    /// <summary>All violations; empty when the specification can be accepted.</summary>
    /// <param name="municipality">Resource and specification.</param>
    /// <param name="hosting">The platform's addresses.</param>
    /// <param name="find">Returns the Secret of that name in the municipality's namespace, or null.</param>
    public static IReadOnlyList<RuleViolation> Check(Municipality municipality, HostingOptions hosting, Func<string, V1Secret?> find) =>
        [.. SpecRules.Check(municipality), .. HostRules.Check(hosting, municipality), .. ReferenceRules.Check(municipality, find)];
}
