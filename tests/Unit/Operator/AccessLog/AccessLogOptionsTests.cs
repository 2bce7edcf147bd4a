using System.ComponentModel.DataAnnotations;
using IdBellen.Operator.AccessLog;
using Microsoft.Extensions.Configuration;

namespace IdBellen.Tests.Unit.Operator.AccessLog;

/// <summary>Settings that cannot be right, or would send the log over a line that anyone can read.</summary>
public sealed class AccessLogOptionsTests
{
    [Theory]
    [InlineData("Otlp:Endpoint", "http://otel.example:4318", "AccessLog__Otlp__Endpoint must be an https address")]
    [InlineData("Otlp:Endpoint", "https://user:secret@otel.example", "AccessLog__Otlp__Endpoint must be an https address")]
    [InlineData("Otlp:Endpoint", "https://otel.example/?key=secret", "AccessLog__Otlp__Endpoint must be an https address")]
    [InlineData("Otlp:Endpoint", "otel.example", "AccessLog__Otlp__Endpoint must be an https address")]
    [InlineData("Otlp:Headers", "authorization", "AccessLog__Otlp__Headers must be name=value")]
    [InlineData("Otlp:Headers", "secret header=x", "AccessLog__Otlp__Headers must be name=value")]
    [InlineData("Otlp:Authorities", "secret", "AccessLog__Otlp__Authorities must be certificates in PEM")]
    [InlineData("Otlp:Timeout", "00:01:00", "AccessLog__Otlp__Timeout must be from")]
    [InlineData("File", "log.jsonl", "AccessLog__File must be a full path")]
    public void A_wrong_one_is_refused_with_what_to_change(string setting, string value, string text) =>
        Faults((setting, value)).Should().ContainSingle().Which.Should().Contain(text).And.NotContain("secret");

    [Theory]
    [InlineData("Otlp:Endpoint", "https://otel.example:4318/base")]
    [InlineData("Otlp:Endpoint", "http://localhost:4318")]
    [InlineData("Otlp:Headers", "authorization=Bearer%20abc,x-scope=a")]
    [InlineData("File", "/var/log/access-log.jsonl")]
    public void A_right_one_is_not(string setting, string value) => Faults((setting, value)).Should().BeEmpty();

    [Fact]
    public void Two_receivers_are_one_too_many() =>
        Faults(("File", "/log.jsonl"), ("Otlp:Endpoint", "https://otel.example")).Should().ContainSingle().Which.Should()
            .Contain("not both");

    private static IEnumerable<string?> Faults(params (string Name, string Value)[] settings)
    {
        var options = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value, StringComparer.Ordinal)).Build()
            .Get<AccessLogOptions>()!;
        return options.Validate(new ValidationContext(options)).Select(fault => fault.ErrorMessage);
    }
}
