using System.Runtime.CompilerServices;
using System.Text;
using IdBellen.Tenancy.Postgres;

namespace IdBellen.Operator.Postgres;

/// <summary>
/// A statement whose holes can only be filled with quoted <see cref="Identifier"/>s and <see cref="Literal"/>s, and with
/// <see cref="Number"/>s: anything else does not compile.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Statement(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new(literalLength + (formattedCount * 40));

    public void AppendLiteral(string part) => text.Append(part);

    public void AppendFormatted(Identifier identifier) => text.Append(identifier);

    public void AppendFormatted(Literal literal) => text.Append(literal);

    public void AppendFormatted(Number number) => text.Append(number);

    public override string ToString() => text.ToString();
}
