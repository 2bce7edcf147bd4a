using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace IdBellen.Api.Platform.Connections;

/// <summary>A call of an SQL function, with its parameters in the order of the function.</summary>
/// <param name="columns">What is read of its result.</param>
/// <param name="name">Its qualified name.</param>
internal sealed class FunctionCall(string columns, string name)
{
    private readonly List<NpgsqlParameter> parameters = [];

    public FunctionCall With<T>(T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return this;
    }

    public FunctionCall With(byte[]? value)
    {
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea, Value = value ?? (object)DBNull.Value });
        return this;
    }

    public FunctionCall With(Guid? value)
    {
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = value ?? (object)DBNull.Value });
        return this;
    }

    public FunctionCall With(byte[]?[] values)
    {
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea, Value = values });
        return this;
    }

    public NpgsqlBatchCommand ToCommand()
    {
        var numbers = Enumerable.Range(1, parameters.Count).Select(number => "$" + number.ToString(CultureInfo.InvariantCulture));
        var command = new NpgsqlBatchCommand($"SELECT {columns} FROM {name}({string.Join(", ", numbers)})");
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }
}
