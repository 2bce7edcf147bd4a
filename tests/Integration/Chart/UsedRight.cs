using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Chart;

/// <summary>What a request to the API server needs a right for, in the words of RBAC.</summary>
internal sealed record UsedRight(string Program, string? Namespace, string Verb, string Group, string Resource, string? Name)
{
    // /api/v1 or /apis/{group}/{version}, then namespaces/{ns} or nothing, then {resource}, {name}, {subresource}.
    public static UsedRight Of(string program, ApiRequest request)
    {
        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var group = parts[0] == "apis" ? parts[1] : "";
        var rest = parts[(parts[0] == "apis" ? 3 : 2)..];
        // A namespace itself stands in the namespace of its name.
        var ns = rest is ["namespaces", var inside, ..] ? inside : null;
        if (rest is ["namespaces", _, _, ..]) rest = rest[2..];
        var (name, subresource) = (rest.ElementAtOrDefault(1), rest.ElementAtOrDefault(2));
        return new UsedRight(program, ns, VerbOf(request, name), group, subresource is null ? rest[0] : $"{rest[0]}/{subresource}", name);
    }

    private static string VerbOf(ApiRequest request, string? name) => request.Method switch
    {
        "GET" when request.IsWatch => "watch",
        "GET" => name is null ? "list" : "get",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => name is null ? "deletecollection" : "delete",
        _ => request.Method,
    };
}
