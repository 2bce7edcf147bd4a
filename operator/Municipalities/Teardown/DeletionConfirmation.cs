using System.Net;
using IdBellen.Tenancy.Resource;
using k8s;
using k8s.Autorest;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// Deleting the definition of the resource deletes all municipalities at once, mostly by mistake. While it is being deleted, each
/// municipality must be confirmed by name before anything of it is taken down.
/// </summary>
public sealed class DeletionConfirmation(IKubernetes client)
{
    private const string Definition = $"{Municipality.Plural}.{Municipality.ApiGroup}";

    public async Task<Confirmation> AskAsync(Municipality municipality, CancellationToken cancellationToken)
    {
        try
        {
            var definition = await client.ApiextensionsV1.ReadCustomResourceDefinitionAsync(Definition, cancellationToken: cancellationToken);
            return definition.Metadata.DeletionTimestamp is null || IsConfirmed(municipality)
                ? new Confirmation(IsGiven: true, Obstacle: null, Request: null)
                : new Confirmation(IsGiven: false, Obstacle: null, Request(municipality));
        }
        catch (HttpOperationException refused) when (refused.Response.StatusCode == HttpStatusCode.Forbidden)
        {
            return new Confirmation(IsGiven: false, Request: null, Obstacle:
                $"The operator may not read the CustomResourceDefinition {Definition} (403) and so can't tell whether all municipalities are being deleted at once; "
                + "give it the right to get that definition.");
        }
    }

    private static bool IsConfirmed(Municipality municipality) =>
        municipality.Metadata.Annotations?.TryGetValue(WellKnown.ConfirmDeletionAnnotation, out var value) == true && value == municipality.Metadata.Name;

    private static string Request(Municipality municipality)
    {
        var (name, ns) = (municipality.Metadata.Name, municipality.Metadata.NamespaceProperty);
        return $"The CustomResourceDefinition {Definition} is being deleted, and with it every municipality. Nothing of this one has been taken down. "
            + $"If its deletion is meant: kubectl annotate municipality {name} -n {ns} {WellKnown.ConfirmDeletionAnnotation}={name}";
    }
}

/// <param name="IsGiven">The teardown may begin.</param>
/// <param name="Obstacle">What keeps us from knowing.</param>
/// <param name="Request">What a person has to do if the deletion is meant.</param>
public sealed record Confirmation(bool IsGiven, string? Obstacle, string? Request);
