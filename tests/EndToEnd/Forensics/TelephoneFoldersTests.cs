using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>
/// Who phones, what they key in and what opens a phone stand nowhere in what Asterisk, coturn, the worker and the api write, whatever is
/// sent to them.
/// </summary>
[Takes(60)]
public sealed class TelephoneFoldersTests(TalkativePhoneFixture fixture) : IClassFixture<TalkativePhoneFixture>
{
    [Fact]
    public async Task Nothing_of_a_marked_caller_and_no_token_is_in_the_folders_and_logs_of_the_telephone()
    {
        await using var calls = await MarkedTelephone.StartAsync(fixture);
        await calls.FromStrangersAsync();
        await calls.WithWrongCodesAsync();
        await calls.TalkAsync();
        await calls.RingAsync();
        var planted = new Mark("control", Mark.Letters(20));
        foreach (var folder in Folders)
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "planted"), planted.Value, TestContext.Current.CancellationToken);

        var search = new MarkSearch([.. calls.Marks, planted]);
        List<Hit> hits = [.. Folders.SelectMany(search.Folder), .. search.Text("log of the worker", Text(fixture.Worker.Log)),
            .. search.Text("log of the api", Text(fixture.Log))];

        var leaks = hits.Where(hit => hit.Mark != planted).Select(hit => $"{hit.Mark} as {hit.Encoding} in {hit.Place}").Distinct();
        string.Join('\n', leaks).Should().BeEmpty("nothing may be found");
        hits.Where(hit => hit.Mark == planted).Select(hit => Path.GetDirectoryName(hit.Place)).Distinct()
            .Should().HaveCount(Folders.Length);
        foreach (var log in (LogLines[])[fixture.Worker.Log, fixture.Log])
            log.Lines.Should().Contain(line => line.StartsWith("Debug:", StringComparison.Ordinal));
        calls.Marks.Select(mark => mark.Name).Should().Contain(
            ["code", "phone token", "TURN password", "wrong code", "stranger's telephone number"]);
    }

    private DirectoryInfo[] Folders => [new(fixture.Asterisk.Folder), new(fixture.Turn.Folder)];

    private static string Text(LogLines log) => string.Join('\n', log.Lines);
}
