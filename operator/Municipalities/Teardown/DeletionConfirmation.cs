using System.Net;
using IdBellen.Tenancy.Resource;
using k8s;
using k8s.Autorest;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// Requires confirmation by name before a municipality is torn down while the CustomResourceDefinition is being deleted, which deletes all
/// municipalities at once, usually by mistake.
/// </summary>
internal sealed class DeletionConfirmation(IKubernetes client)
{
    private const string Definition = $"{Municipality.Plural}.{Municipality.ApiGroup}";

    public async Task<Confirmation> AskAsync(Municipality municipality, CancellationToken cancellationToken)
    {
        try
        {
            var definition =
                await client.ApiextensionsV1.ReadCustomResourceDefinitionAsync(Definition, cancellationToken: cancellationToken);
            return definition.Metadata.DeletionTimestamp is null || IsConfirmed(municipality)
                ? new Confirmation(IsGiven: true, Obstacle: null, Request: null)
                : new Confirmation(IsGiven: false, Obstacle: null, Request(municipality));
        }
        catch (HttpOperationException refused) when (refused.Response.StatusCode == HttpStatusCode.Forbidden)
        {
            return new Confirmation(IsGiven: false, Request: null, Obstacle:
                $"The operator may not read the CustomResourceDefinition {Definition} (HTTP 403), so it cannot rule out that all "
                    + "municipalities are being deleted at once; "
                + "grant it the right to get that definition.");
        }
    }

    private static bool IsConfirmed(Municipality municipality) =>
        municipality.Metadata.Annotations?.TryGetValue(WellKnown.ConfirmDeletionAnnotation, out var value) == true
            && value == municipality.Metadata.Name;

    private static string Request(Municipality municipality)
    {
        var (name, ns) = (municipality.Metadata.Name, municipality.Metadata.NamespaceProperty);
        return $"The CustomResourceDefinition {Definition} is being deleted, and with it every municipality. Nothing of this municipality "
            + $"has been deleted yet. To confirm its deletion: kubectl annotate municipality {name} -n {ns} "
            + $"{WellKnown.ConfirmDeletionAnnotation}={name}";
    }
}

/// <param name="IsGiven">Whether the teardown may start.</param>
/// <param name="Obstacle">Why confirmation could not be determined.</param>
/// <param name="Request">The action that confirms an intended deletion.</param>
internal sealed record Confirmation(bool IsGiven, string? Obstacle, string? Request);
