using IdBellen.Operator.Receipts;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Receipts;

namespace IdBellen.Tests.Integration.Operator.Receipts;

/// <summary>What a person at a terminal gets: an exit status, and a text that says what was found.</summary>
public sealed class VerifyReceiptCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("id-bellen-receipt-");
    private readonly string receipt;
    private readonly string publicKey;

    public VerifyReceiptCommandTests()
    {
        using var key = ReceiptKey.ReadPrivate(ReceiptKey.NewPem())!;
        receipt = Write("receipt.json", SignedReceipt.Sign(SampleReceipt.Create(), key));
        publicKey = Write("public.pem", key.PublicPem);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_receipt_that_was_changed_is_not_good()
    {
        var changed = Write("changed.json",
            File.ReadAllText(receipt).Replace("\"sessions\": 5", "\"sessions\": 6", StringComparison.Ordinal));

        var (status, output, errors) = Run(changed, "--key", publicKey);

        status.Should().Be(1);
        errors.Should().StartWith("NOT GOOD").And.Contain("was changed after it was signed");
        output.Should().BeEmpty();
    }

    [Fact]
    public void A_receipt_of_another_key_is_not_good()
    {
        using var other = ReceiptKey.ReadPrivate(ReceiptKey.NewPem())!;

        Run(receipt, "--key", Write("other.pem", other.PublicPem)).Status.Should().Be(1);
    }

    [Fact]
    public void What_can_not_be_read_is_told_apart_from_what_is_not_good()
    {
        string[][] questions =
        [
            [], [receipt], ["--key", publicKey], [receipt, "--key"], [receipt, "--key", publicKey, "more"],
            [Path.Combine(folder.FullName, "absent.json"), "--key", publicKey],
            [receipt, "--key", Path.Combine(folder.FullName, "absent.pem")],
            [receipt, "--key", receipt],
            [publicKey, "--key", publicKey],
            [folder.FullName, "--key", publicKey],
        ];

        foreach (var question in questions)
        {
            var (status, _, errors) = Run(question);
            status.Should().Be(2, string.Join(' ', question));
            errors.Should().Contain("usage: verify-receipt");
        }
    }

    [Fact]
    public void A_good_one_is_summed_up()
    {
        var (status, output, errors) = Run("--key", publicKey, receipt);

        status.Should().Be(0);
        errors.Should().BeEmpty();
        output.Should().StartWith("GOOD").And.Contain("arnhem in id-bellen").And.Contain("43 (account 3, data_access_log 40)").And.Contain(
            "idbellen_arnhem_owner").And.Contain("7 records that its receiver did not confirm");
    }

    [Fact]
    public async Task The_operators_own_program_answers()
    {
        var program = typeof(VerifyReceiptCommand).Assembly.Location;

        (await Command.RunAsync("dotnet", [program, "verify-receipt", receipt, "--key", publicKey])).Should().StartWith("GOOD");
    }

    private static (int Status, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (VerifyReceiptCommand.Run(arguments, output, errors), output.ToString(), errors.ToString());
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
