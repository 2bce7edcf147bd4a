using System.Globalization;
using IdBellen.GraphQL.Requests;

namespace IdBellen.GraphQL.Operations;

/// <summary>The limits on depth and cost, which require both the document and the schema.</summary>
internal static class MeasuredLimits
{
    /// <summary>The number of items assumed for a list.</summary>
    public const double ItemsOfList = 5;

    public static DocumentLimitError? Check(int depth, double cost, TransportOptions limits)
    {
        if (depth > limits.MaxDepth)
            return new(ErrorCodes.DocumentTooDeep,
                $"A document has {limits.MaxDepth.ToString(CultureInfo.InvariantCulture)} levels of fields at most.");
        return cost > limits.MaxCost
            ? new(ErrorCodes.DocumentTooCostly,
                $"A document costs {limits.MaxCost.ToString(CultureInfo.InvariantCulture)} at most; ask for fewer fields below lists.")
            : null;
    }
}
