using System.Collections.Frozen;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Rules;

namespace IdBellen.Telephony.Asterisk.Municipalities;

/// <summary>
/// The municipalities whose calls we take, by UID, name and called number. Changes come one at a time from the watcher; readers never wait.
/// </summary>
internal sealed class MunicipalityDirectory(HostingOptions hosting)
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, Municipality> resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MunicipalitySpec> accepted = new(StringComparer.Ordinal);
    private volatile FrozenDictionary<string, CallingMunicipality> byUid = FrozenDictionary<string, CallingMunicipality>.Empty;
    private volatile FrozenDictionary<string, CallingMunicipality> byNumber = FrozenDictionary<string, CallingMunicipality>.Empty;

    /// <summary>Some have come, changed or gone.</summary>
    public event EventHandler? Changed;

    public IReadOnlyCollection<CallingMunicipality> All => byUid.Values;

    public CallingMunicipality? FindByUid(string uid) => byUid.GetValueOrDefault(uid);

    public CallingMunicipality? FindByName(string name) => byUid.Values.FirstOrDefault(one => one.Name == name);

    /// <param name="number">As <see cref="CalledNumber.Normal"/> gives it.</param>
    public CallingMunicipality? FindByNumber(string number) => byNumber.GetValueOrDefault(number);

    public void Upsert(Municipality municipality) => Change(() =>
    {
        if (resources.TryGetValue(municipality.Metadata.Name, out var before) && before.Uid != municipality.Uid)
            accepted.Remove(before.Uid);
        resources[municipality.Metadata.Name] = municipality;
        // Only the operator knows whether others have these hosts and numbers. An edit that it refuses changes nothing.
        if (IsAccepted(municipality)) accepted[municipality.Uid] = municipality.Spec;
    });

    public void Remove(Municipality municipality) => Change(() =>
    {
        resources.Remove(municipality.Metadata.Name);
        accepted.Remove(municipality.Uid);
    });

    private void Change(Action change)
    {
        lock (changing)
        {
            change();
            Publish();
        }
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private void Publish()
    {
        var numbers = new Dictionary<string, CallingMunicipality>(StringComparer.Ordinal);
        var served = new Dictionary<string, CallingMunicipality>(StringComparer.Ordinal);
        // One whose edit was refused before this process began is served as it stands, but has no number that another has.
        foreach (var resource in resources.Values.Where(one => !one.IsBeingDeleted)
            .OrderBy(one => accepted.ContainsKey(one.Uid) ? 0 : 1).ThenBy(one => one.Metadata.CreationTimestamp)
            .ThenBy(one => one.Uid, StringComparer.Ordinal))
        {
            var spec = accepted.GetValueOrDefault(resource.Uid, resource.Spec);
            if (spec.Telephony is not { Kind: TelephonyKinds.Asterisk, Asterisk: { } asterisk }) continue;
            var municipality = new CallingMunicipality(
                resource.Uid, resource.Metadata.Name, hosting.HostsOf(resource with { Spec = spec })[0])
            {
                CalledNumbers = Claims.CalledNumbers(spec),
                Trunk = asterisk.Trunk,
                AnnouncesPosition = asterisk.AnnouncePosition ?? false,
                Language = asterisk.Language ?? "nl",
            };
            served[municipality.Uid] = municipality;
            // Who has a number keeps it, whatever a status says.
            foreach (var number in municipality.CalledNumbers)
            {
                if (byNumber.GetValueOrDefault(number)?.Uid == municipality.Uid) numbers[number] = municipality;
                else numbers.TryAdd(number, municipality);
            }
        }
        byNumber = numbers.ToFrozenDictionary(StringComparer.Ordinal);
        byUid = served.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static bool IsAccepted(Municipality municipality) =>
        municipality.Status?.Conditions?.FirstOrDefault(one => one.Type == ConditionTypes.SpecValid)
            is { Status: "True", ObservedGeneration: { } generation }
        && generation == municipality.Metadata.Generation;
}
