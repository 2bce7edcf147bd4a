using k8s.Models;

namespace IdBellen.Tenancy.Resource;

/// <summary>
/// The municipality for which a Secret was generated, by the UID in our annotation and in an owner reference. Kubernetes removes owner
/// references on <c>--cascade=orphan</c>, and people remove labels and annotations; so one mark suffices, no mark never does, and all
/// present marks must agree.
/// </summary>
public static class GeneratedSecretMark
{
    /// <summary>Returns whether the Secret was created for this resource and for no other.</summary>
    public static bool IsMarkedFor(this V1Secret secret, string uid) =>
        Marks(secret) is { Count: > 0 } marks && marks.All(mark => mark == uid);

    /// <summary>Returns whether any mark refers to this resource.</summary>
    public static bool Mentions(this V1Secret secret, string uid) => Marks(secret).Contains(uid, StringComparer.Ordinal);

    /// <summary>Returns whether the Secret has no mark.</summary>
    public static bool IsUnmarked(this V1Secret secret) => Marks(secret).Count == 0;

    /// <summary>The UIDs of its marks.</summary>
    public static IReadOnlyList<string> Marks(this V1Secret secret)
    {
        var owners = (secret.Metadata.OwnerReferences ?? []).Where(owner => owner.Controller == true || owner.Kind == Municipality.KindName)
            .Select(owner => owner.Uid);
        return secret.GetAnnotation(WellKnown.MunicipalityUidAnnotation) is { } annotated ? [.. owners, annotated] : [.. owners];
    }
}
