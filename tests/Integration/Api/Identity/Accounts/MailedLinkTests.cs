using System.Globalization;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace IdBellen.Tests.Integration.Api.Identity.Accounts;

/// <summary>One-time links by mail, where the platform has a mail server.</summary>
public sealed class MailedLinkTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    private const string Create =
        "mutation ($email: String!) { createAccount(email: $email, displayName: \"Dirk\", role: AGENT) { mailed setPasswordLink account { "
            + "id } } }";
    private const string Reset = "mutation ($id: ID!) { resetPassword(accountId: $id) { mailed setPasswordLink } }";

    [Theory]
    [InlineData(MailManner.Plain, "a server that has no TLS hears nothing")]
    [InlineData(MailManner.RefusesRecipients, "it took none")]
    [InlineData(MailManner.Silent, "nobody waits for ever")]
    public async Task When_the_server_does_not_take_it_the_admin_gets_the_link_and_the_account_is_there(MailManner manner, string because)
    {
        await using var mail = new MailServer(manner);
        await using var admin = await AdminAsync(mail);

        var made = await admin.GraphQL.GetAsync<AccountWithLink>(Create, new { email = "dirk@example.nl" });

        made.Mailed.Should().BeFalse(because);
        made.SetPasswordLink.Should().Contain("/account/password#");
        mail.Taken.Should().BeEmpty();
        string.Concat(mail.Overheard).Should().NotContain("AUTH").And.NotContain("dirk");
        string.Concat(fixture.Log.Lines).Should().Contain("A mail could not be sent").And.NotContain("dirk@example.nl").And.NotContain(
            "/account/password#");
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_vouches_for_gets_no_mail()
    {
        await using var mail = new MailServer(MailManner.Good);
        await using var admin = await AdminAsync(mail, trusted: false);

        (await admin.GraphQL.GetAsync<AccountWithLink>(Create, new { email = "dirk@example.nl" })).Mailed.Should().BeFalse();

        mail.Taken.Should().BeEmpty();
    }

    [Fact]
    public async Task A_new_account_and_a_reset_one_get_their_link_by_mail_and_the_admin_sees_none()
    {
        await using var mail = new MailServer(MailManner.Good);
        var municipality = await fixture.MunicipalityAsync();
        await using var admin = await AdminAsync(mail, municipality: municipality);

        var made = await admin.GraphQL.GetAsync<AccountWithLink>(Create, new { email = "dirk@example.nl" });
        var reset = await admin.GraphQL.GetAsync<AccountWithLink>(Reset, new { id = made.Account!.Id });

        (made.Mailed, reset.Mailed).Should().Be((true, true));
        (made.SetPasswordLink, reset.SetPasswordLink).Should().Be((null, null));
        mail.Taken.Should().HaveCount(2).And.AllSatisfy(
            one => one.Should().Contain("To: dirk@example.nl").And.Contain("From: IdBellen <no-reply@example.nl>"));
        string.Concat(mail.Overheard).Should().NotContain("dirk");
        (await new Browser(municipality).SetPasswordAsync("dirk@example.nl", LinkIn(mail.Taken.First()), SignedIn.Password)).Should()
            .Contain("werkt niet", "the reset made it void");
        (await new Browser(municipality).SetPasswordAsync("dirk@example.nl", LinkIn(mail.Taken.Last()), SignedIn.Password)).Should()
            .Contain("opgeslagen");
    }

    [Theory]
    [InlineData("From", null, "Set Mail__From")]
    [InlineData("Password", null, "Set both Mail__User and Mail__Password")]
    [InlineData("Security", "None", "Set Mail__Security to StartTls or Implicit")]
    [InlineData("Port", "0", "Port")]
    public async Task Settings_that_cannot_work_stop_the_start_and_say_what_to_change(string name, string? value, string text)
    {
        var start = () => fixture.StartReplicaAsync(LoopbackPort.Free(), builder =>
        {
            foreach (var (key, usual) in Settings(587)) builder.Configuration[key] = usual;
            builder.Configuration[$"Mail:{name}"] = value;
        });

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage($"*{text}*");
    }

    // The first admin, at a replica with that mail server.
    private async Task<AdminThere> AdminAsync(MailServer mail, bool trusted = true, ServedMunicipality? municipality = null)
    {
        municipality ??= await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var port = LoopbackPort.Free();
        var replica = await fixture.ServingReplicaAsync(municipality, port, builder =>
        {
            foreach (var (key, value) in Settings(mail.Port)) builder.Configuration[key] = value;
            if (trusted) builder.Configuration["Mail:Authorities"] = mail.Authority;
            builder.Configuration["Mail:Timeout"] = "00:00:03";
        });
        return new AdminThere(replica, admin.GraphQL with { Port = port });
    }

    private sealed record AdminThere(WebApplication Replica, GraphQLClient GraphQL) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Replica.DisposeAsync();
    }

    private static Dictionary<string, string> Settings(int port) => new(StringComparer.Ordinal)
    {
        ["Mail:Host"] = "localhost",
        ["Mail:Port"] = port.ToString(CultureInfo.InvariantCulture),
        ["Mail:From"] = "IdBellen <no-reply@example.nl>",
        ["Mail:User"] = MailServer.User,
        ["Mail:Password"] = MailServer.Password,
    };

    private static string LinkIn(string mail)
    {
        var text = MimeKit.MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail))).TextBody!;
        return text[(text.IndexOf('#', StringComparison.Ordinal) + 1)..].Split('\r', '\n')[0];
    }
}
