using System.Globalization;

namespace IdBellen.Api.GraphQL.Transport.Operations;

/// <summary>The limits on depth and cost, which only the document and the schema together tell.</summary>
public static class MeasuredLimits
{
    /// <summary>How many items a list is taken to have.</summary>
    public const double ItemsOfList = 5;

    public static DocumentLimitError? Check(int depth, double cost, TransportOptions limits)
    {
        if (depth > limits.MaxDepth)
            return new(ErrorCodes.DocumentTooDeep, $"A document has {limits.MaxDepth.ToString(CultureInfo.InvariantCulture)} levels of fields at most.");
        return cost > limits.MaxCost
            ? new(ErrorCodes.DocumentTooCostly, $"A document costs {limits.MaxCost.ToString(CultureInfo.InvariantCulture)} at most; ask for fewer fields below lists.")
            : null;
    }
}
