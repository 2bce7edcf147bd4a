using System.Text.Json;
using IdBellen.Demo.Problems;

namespace IdBellen.Demo.People;

/// <summary>The persons of the demo (<c>people.json</c>), or others.</summary>
internal sealed class DemoPeople
{
    private DemoPeople(IReadOnlyList<Person> all) => All = all;

    public IReadOnlyList<Person> All { get; }

    /// <param name="file">A file in the form of <c>people.json</c> with the persons that there are instead.</param>
    /// <exception cref="DemoSettingsException">The file cannot be used.</exception>
    public static DemoPeople Load(string? file = null)
    {
        try
        {
            using var json = file is null ? typeof(DemoPeople).Assembly.GetManifestResourceStream("people.json")! : File.OpenRead(file);
            return new DemoPeople(JsonSerializer.Deserialize<IReadOnlyList<Person>>(json, JsonSerializerOptions.Web)!);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DemoSettingsException("Demo__PeopleFile must be a file in the form of demo/People/people.json.");
        }
    }

    public Person? Find(string? id) => All.FirstOrDefault(person => person.Id == id);
}
