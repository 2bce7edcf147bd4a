using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>The search finds what it is meant to find; else the tests that find nothing would say nothing.</summary>
public sealed class MarkSearchTests
{
    private const string Name = "Zqxwvëkjhgf";
    private const string Number = "941573826";

    private static readonly MarkSearch Search = new([new Mark("name", Name), new Mark("number", Number)]);

    public static TheoryData<string, string> Ways => new()
    {
        { "UTF-8", $"name={Name};" },
        { "UTF-8", $"n:{Number}," },
        { "JSON escapes", JsonSerializer.Serialize(Name) },
        { "JSON escapes", "Zqxwv\\u00ebkjhgf" },
        { "JSON escapes of all", string.Concat(Number.Select(digit => $"\\u{(int)digit:x4}")) },
        { "HTML escapes", "<p>Zqxwv&#xEB;kjhgf</p>" },
        { "percent-encoding", $"/zoek?naam={Uri.EscapeDataString(Name)}" },
        { "percent-encoding", "Zqxwv%c3%abkjhgf" },
        { "hex", $"\\x00{Convert.ToHexString(Encoding.UTF8.GetBytes(Name))}00" },
        { "hex", $"\\x31{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Number))}" },
        { "base64", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Name}!")) },
        { "base64", Convert.ToBase64String(Encoding.UTF8.GetBytes($"a{Name}")) },
        { "base64", Convert.ToBase64String(Encoding.UTF8.GetBytes($"ab{Number}cde")) },
        { "base64url", System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes("a>>>~~~Zqxwvÿÿÿkjhgf")) },
        { "digits in groups", "941 573 826" },
        { "digits in groups", "941-57-38-26" },
        { "digits in groups", "9 4 1 5 7 3 8 2 6" },
        { "digits in groups", "941\u00A0573\u00A0826" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_mark_is_found_in_every_encoding(string encoding, string text)
    {
        var search = encoding == "base64url" ? new MarkSearch([new Mark("name", "Zqxwvÿÿÿkjhgf")]) : Search;

        search.Text("there", $"before {text} after").Should().ContainSingle().Which.Encoding.Should().Be(encoding);
    }

    [Fact]
    public void Texts_of_two_bytes_or_one_for_each_letter_are_found()
    {
        Found(Encoding.Unicode.GetBytes($"x{Name}x")).Should().Be("UTF-16");
        Found(Encoding.Latin1.GetBytes($"x{Name}x")).Should().Be("Latin-1");

        static string Found(byte[] bytes)
        {
            using var stream = new MemoryStream(bytes);
            return Search.Stream("there", stream).Should().ContainSingle().Which.Encoding;
        }
    }

    [Fact]
    public void What_only_looks_like_a_mark_is_none()
    {
        foreach (var text in (string[])["Zqxwvkjhgf", "1941573826", "9415738261", "09.41 5738 2.6", "94157382\n6"])
            Search.Text("there", text).Should().BeEmpty(text);

        Search.Text("there", "941573826 7").Should().ContainSingle("a number ends where a space follows").Which.Encoding.Should()
            .Be("UTF-8");
    }

    [Fact]
    public void A_mark_across_two_pieces_is_found_wherever_the_border_is()
    {
        var mark = Encoding.UTF8.GetBytes(Name);
        foreach (var border in (int[])[1 << 20, (1 << 20) + MarkScan.Before])
        {
            for (var at = border - (2 * mark.Length); at <= border + 2; at++)
            {
                var bytes = new byte[(2 << 20) + 100];
                mark.CopyTo(bytes, at);
                using var stream = new MemoryStream(bytes);
                Search.Stream("there", stream).Should().ContainSingle().Which.Offset.Should().Be(at);
            }
        }
    }

    [Fact]
    public void A_mark_across_two_pages_of_the_write_ahead_log_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("id-bellen-test-wal-");
        try
        {
            var bytes = new byte[3 * 8192];
            var mark = Encoding.UTF8.GetBytes(Name);
            mark.AsSpan(0, 4).CopyTo(bytes.AsSpan(16384 - 4));
            mark.AsSpan(4).CopyTo(bytes.AsSpan(16384 + 24));
            File.WriteAllBytes(Path.Combine(folder.CreateSubdirectory("pg_wal").FullName, "000000010000000000000001"), bytes);

            Search.Folder(folder).Should().ContainSingle().Which.Place.Should().EndWith("pg_wal/000000010000000000000001, records");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_hit_tells_what_stands_before_it_and_never_the_value()
    {
        var hit = Search.Text("there", $"https://zaken.example.nl/zoek?bsn={Number}").Should().ContainSingle().Which;

        hit.Before.Should().Be("https://zaken.example.nl/zoek?bsn=");
        hit.ToString().Should().Be("number (9 characters) as UTF-8 in there at byte 34");
    }

    [Fact]
    public void A_hundred_megabytes_take_seconds()
    {
        // As many marks as a run has, over bytes like those of a log.
        var search = new MarkSearch([.. Enumerable.Range(0, 24).Select(index => new Mark($"{index}", Mark.Letters(20)))]);
        var line = Encoding.UTF8.GetBytes(
            "2026-11-28 07:00:19.123456 UTC [4711] LOG:  execute <unnamed>: SELECT s.id, s.state FROM session AS s WHERE s.id = $1\n");
        var bytes = new byte[100_000_000];
        for (var at = 0; at + line.Length < bytes.Length; at += line.Length) line.CopyTo(bytes, at);
        using var stream = new MemoryStream(bytes);
        var began = Stopwatch.GetTimestamp();

        search.Stream("there", stream).Should().BeEmpty();

        Stopwatch.GetElapsedTime(began).Should().BeLessThan(TimeSpan.FromSeconds(10));
    }
}
