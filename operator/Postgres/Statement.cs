using System.Runtime.CompilerServices;
using System.Text;

namespace IdBellen.Operator.Postgres;

/// <summary>
/// A statement whose holes can only be filled with quoted <see cref="Identifier"/>s and <see cref="Literal"/>s: anything else does not
/// compile.
/// </summary>
[InterpolatedStringHandler]
public sealed class Statement(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new(literalLength + (formattedCount * 40));

    public void AppendLiteral(string part) => text.Append(part);

    public void AppendFormatted(Identifier identifier) => text.Append(identifier);

    public void AppendFormatted(Literal literal) => text.Append(literal);

    public override string ToString() => text.ToString();
}
