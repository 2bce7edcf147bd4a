using GraphQL;

namespace IdBellen.GraphQL.Operations;

/// <summary>
/// Answers one shipped document with one root field, as the executer would, at a fraction of its cost. Register it as a service.
/// </summary>
/// <param name="document">The text of the document, as it ships.</param>
public abstract class DirectOperation(string document)
{
    public string Document => document;

    /// <summary>Reads the variables.</summary>
    /// <returns>What answers; null for anything unusual, which the executer answers.</returns>
    public abstract DirectAnswer? Bind(Inputs variables);

    /// <summary>Called for an exception that is no <see cref="ExecutionError"/>; the client gets a fixed text.</summary>
    /// <param name="services">The services of the operation.</param>
    /// <param name="field">The root field.</param>
    /// <param name="fault">The exception.</param>
    public abstract void Tell(IServiceProvider services, string field, Exception fault);
}

/// <summary>Computes the value of the root field.</summary>
/// <returns>What the serialiser writes as it is: text, numbers, booleans, null, and dictionaries and lists of these.</returns>
/// <exception cref="ExecutionError">The operation is refused.</exception>
public delegate Task<object?> DirectAnswer(IServiceProvider services, CancellationToken cancellationToken);
