using IdBellen.Operator.Municipalities.Secrets;
using IdBellen.Tenancy.Resource;
using k8s.Models;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// The Secrets in the namespace that were generated for a resource. Found by name as well as by mark, because owner references, labels and
/// annotations can be removed.
/// </summary>
/// <param name="Generated">The Secrets to delete.</param>
/// <param name="Copies">Elsewhere named or owned, but with this resource's UID on them: they may hold its keys, and only their owner can
/// let them go.</param>
/// <param name="Strangers">Secrets with a generated name that belong to others; they are kept.</param>
internal sealed record GeneratedSecrets(
    IReadOnlyList<V1Secret> Generated, IReadOnlyList<V1Secret> Copies, IReadOnlyList<V1Secret> Strangers)
{
    public static async Task<GeneratedSecrets> FindAsync(SecretStore secrets, TeardownContext context, CancellationToken cancellationToken)
    {
        List<V1Secret> generated = [], copies = [], strangers = [];
        foreach (var secret in await secrets.ListAsync(context.Municipality, cancellationToken))
        {
            var isNamed = context.Names.Secrets.Contains(secret.Metadata.Name, StringComparer.Ordinal);
            if (secret.IsMarkedFor(context.Uid)
                || (isNamed && secret.IsUnmarked() && GeneratedForm.Matches(context.Names, secret.Metadata.Name, SecretContent.Of(secret))))
                generated.Add(secret);
            else if (secret.Mentions(context.Uid))
                copies.Add(secret);
            else if (isNamed)
                strangers.Add(secret);
        }
        return new GeneratedSecrets(generated, copies, strangers);
    }

    /// <summary>Writes down what is going to be deleted, and what stays.</summary>
    public Task NoteAsync(TeardownContext context, CancellationToken cancellationToken) => context.Record.AddAsync(
        facts => facts with
        {
            Secrets = TeardownFacts.With(facts.Secrets, Generated.Select(secret => secret.Metadata.Name)),
            Kept = TeardownFacts.With(facts.Kept, Strangers.Select(secret => $"Secret {secret.Metadata.Name}: not made for this resource")),
        },
        cancellationToken);

    /// <summary>The Secrets that block the end of the teardown, each with its resolution.</summary>
    public IEnumerable<string> Left() =>
    [
        .. Generated.Select(secret => secret.Metadata.Finalizers is { Count: > 0 } finalizers
            ? $"Secret {secret.Metadata.Name}, which Kubernetes keeps until the finalizer {string.Join(", ", finalizers)} is "
                + "removed by its owner"
            : $"Secret {secret.Metadata.Name}"),
        .. Copies.Select(secret => $"Secret {secret.Metadata.Name}, which carries the UIDs of this resource and of another; have its "
            + "creator remove it"),
    ];
}
