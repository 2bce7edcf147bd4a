namespace IdBellen.Tenancy.Telephony;

/// <summary>A municipality's own number, read once.</summary>
/// <param name="Text">The number as in the specification.</param>
/// <param name="Region">The country to which it belongs.</param>
/// <param name="Canonical">The form for comparison; see <see cref="DiallableNumber.Canonical"/>.</param>
/// <param name="Dialled">The form to dial.</param>
public sealed record OwnNumber(string Text, string Region, string Canonical, string Dialled)
{
    public static OwnNumber Of(string text) =>
        new(text, CallerNumber.RegionOf(text), DiallableNumber.Canonical(text), DiallableNumber.ToDial(text));
}
