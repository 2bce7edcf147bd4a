using System.Net;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Malformed;

/// <summary>
/// Whatever a platform admin writes wrong is refused at once by the API server or reported by the operator, with words that say what to
/// change, and nothing is made. On a server that knows CEL (<c>make test-cel</c>) more is refused at once, with the same words.
/// </summary>
public sealed class MalformedResourceTests(MalformedPlatform fixture) : IClassFixture<MalformedPlatform>
{
    public static TheoryData<string> Mistakes => [.. MalformedPlatform.Table.Select(malformed => malformed.Mistake)];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task It_is_answered_with_what_to_change_and_nothing_is_made(string mistake)
    {
        var malformed = MalformedPlatform.Table.Single(candidate => candidate.Mistake == mistake);

        var seen = await fixture.AnswerAsync(malformed);

        switch (malformed.Answer)
        {
            case Answer.Schema schema:
                Refused(seen, schema.Field);
                break;
            case Answer.Rule rule when fixture.KnowsCel:
                Refused(seen, rule.Words);
                break;
            case Answer.Rule rule:
                Reported(seen, rule.Reason, rule.Field, rule.Words);
                break;
            case Answer.Condition condition:
                Reported(seen, condition.Reason, condition.Field, condition.Words);
                break;
        }
        await NothingIsMadeAsync(seen);
    }

    private static void Refused(Seen seen, string words)
    {
        seen.Refusal.Should().Be(HttpStatusCode.UnprocessableEntity, $"{seen.Name} is refused at once");
        seen.Message.Should().Contain(words);
    }

    private static void Reported(Seen seen, string reason, string field, string words)
    {
        seen.Refusal.Should().BeNull(seen.Message);
        var status = seen.Reported!.Status!;
        var specValid = status.Condition(ConditionTypes.SpecValid)!;
        specValid.Should().BeEquivalentTo(new { Status = "False", Reason = reason });
        specValid.Message.Should().StartWith($"{field}: ").And.Contain(words).And.EndWith(".");
        status.Condition(ConditionTypes.Ready)!.Reason.Should().Be(reason);
        status.Condition(ConditionTypes.DatabaseReady)!.Status.Should().Be("Unknown");
    }

    private async Task NothingIsMadeAsync(Seen seen)
    {
        // What the API server refused has no UID, and without one nothing can be made.
        if (seen.Reported is { } reported)
        {
            var name = $"idbellen_{Guid.Parse(reported.Uid):N}%";
            (await fixture.Platform.Postgres.QueryAsync(
                $"SELECT datname FROM pg_database WHERE datname LIKE '{name}' UNION ALL SELECT rolname FROM pg_roles WHERE rolname LIKE "
                    + $"'{name}'"))
                .Should().BeEmpty();
        }
        (await fixture.Platform.SecretAsync($"{seen.Name}-keys")).Should().BeNull();
        (await fixture.Platform.SecretAsync($"{seen.Name}-database")).Should().BeNull();
    }
}
