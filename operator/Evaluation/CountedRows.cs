using IdBellen.Tenancy.Counts;
using IdBellen.Tenancy.Evaluation;
using Npgsql;

namespace IdBellen.Operator.Evaluation;

internal static class CountedRows
{
    /// <summary>A row of day, purpose, measure, seconds and count.</summary>
    public static CountedRow Read(NpgsqlDataReader reader) => new(
        reader.GetFieldValue<DateOnly>(0), reader.GetString(1), Enum.Parse<Measure>(reader.GetString(2)), reader.GetInt32(3),
        reader.GetInt64(4));
}
