using System.Text.Json;

namespace IdBellen.Demo.People;

/// <summary>The persons of the demo (<c>people.json</c>).</summary>
internal sealed class DemoPeople
{
    private DemoPeople(IReadOnlyList<Person> all) => All = all;

    public IReadOnlyList<Person> All { get; }

    public static DemoPeople Load()
    {
        using var json = typeof(DemoPeople).Assembly.GetManifestResourceStream("people.json")!;
        return new DemoPeople(JsonSerializer.Deserialize<IReadOnlyList<Person>>(json, JsonSerializerOptions.Web)!);
    }

    public Person? Find(string? id) => All.FirstOrDefault(person => person.Id == id);
}
