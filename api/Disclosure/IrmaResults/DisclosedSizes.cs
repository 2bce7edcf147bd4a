using System.Text;
using IdBellen.Api.Disclosure.Irma;

namespace IdBellen.Api.Disclosure.IrmaResults;

/// <summary>
/// Decides which attributes are included in the live lists, which are read every two seconds and sent to all agents, and which are stored
/// separately for the agent who takes the call. Large ones appear in the lists without a value.
/// </summary>
internal static class DisclosedSizes
{
    /// <summary>Bytes in UTF-8. An address or a name is far below, a portrait far above.</summary>
    public const int MaxOfOne = 4 << 10;

    /// <summary>Bytes of all values of one call in the lists.</summary>
    public const int MaxOfAll = 32 << 10;

    public static (List<VerifiedAttribute> Listed, List<VerifiedAttribute> Large) Split(IEnumerable<VerifiedAttribute> attributes)
    {
        var listed = new List<VerifiedAttribute>();
        var large = new List<VerifiedAttribute>();
        var left = MaxOfAll;
        foreach (var attribute in attributes)
        {
            var size = Encoding.UTF8.GetByteCount(attribute.Raw) + Encoding.UTF8.GetByteCount(attribute.Nl ?? "");
            if (size > Math.Min(left, MaxOfOne))
            {
                large.Add(attribute);
                listed.Add(attribute with { Raw = "", Nl = null, IsLarge = true });
            }
            else
            {
                left -= size;
                listed.Add(attribute);
            }
        }
        return (listed, large);
    }
}
