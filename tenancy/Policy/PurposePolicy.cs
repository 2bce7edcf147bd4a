using System.Collections.Frozen;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Policy;

/// <summary>A subject that citizens can call about, and what is asked for it.</summary>
public sealed class PurposePolicy
{
    private readonly FrozenSet<string>? overview;

    public PurposePolicy(PurposeSpec spec)
    {
        var values = (spec.Values ?? []).ToDictionary(value => value.Attribute, value => value.Value, StringComparer.Ordinal);
        var mayBeEmpty = (spec.MayBeEmpty ?? []).ToHashSet(StringComparer.Ordinal);
        Name = spec.Name;
        Title = spec.Title;
        Disclose = [.. spec.Disclose.Select(one => one.Select(all => all
            .Select(id => new AskedAttribute(id, values.GetValueOrDefault(id), mayBeEmpty.Contains(id))).ToArray()).ToArray())];
        Labels = spec.Labels?.Index().Where(label => label.Item is { Nl: not null, En: not null })
            .ToFrozenDictionary(label => label.Index, label => new TranslationSpec { Nl = label.Item!.Nl!, En = label.Item.En! });
        overview = spec.Overview?.ToFrozenSet(StringComparer.Ordinal);
        ProcessingActivity = spec.ProcessingActivity;
    }

    public string Name { get; }

    public TranslationSpec Title { get; }

    /// <summary>An IRMA condiscon: all of (one of (all of attributes)).</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<AskedAttribute>>> Disclose { get; }

    /// <summary>The Yivi app's labels by the place of the disjunction in <see cref="Disclose"/>; null when none are given.</summary>
    public FrozenDictionary<int, TranslationSpec>? Labels { get; }

    /// <summary>The address of the processing activity in the municipality's register; null for the default.</summary>
    public string? ProcessingActivity { get; }

    /// <summary>Whether every agent sees the attribute while the call waits.</summary>
    public bool IsInOverview(string attribute) => overview?.Contains(attribute) != false;
}

/// <param name="Value">That it must have; null: any.</param>
/// <param name="MayBeEmpty">Whether it may have no value.</param>
public sealed record AskedAttribute(string Id, string? Value, bool MayBeEmpty);
