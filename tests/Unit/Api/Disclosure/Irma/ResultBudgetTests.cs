using AwesomeAssertions;
using IdBellen.Api.Disclosure.Irma;

namespace IdBellen.Tests.Unit.Api.Disclosure.Irma;

public sealed class ResultBudgetTests
{
    [Fact]
    public void One_municipality_does_not_take_the_room_of_the_others()
    {
        var budget = new ResultBudget(ofProcess: 100, ofMunicipality: 60);
        using var arnhem = budget.Open("arnhem");
        using var again = budget.Open("arnhem");
        using var nijmegen = budget.Open("nijmegen");

        arnhem.TryGrow(50).Should().BeTrue();
        again.TryGrow(20).Should().BeFalse("that would be more than one municipality may have");
        nijmegen.TryGrow(50).Should().BeTrue();
        again.TryGrow(10).Should().BeFalse("that would be more than there is");
    }

    [Fact]
    public void What_was_refused_or_given_back_is_free_again()
    {
        var budget = new ResultBudget(ofProcess: 100, ofMunicipality: 60);
        for (var times = 0; times < 10; times++)
        {
            using var lease = budget.Open("arnhem");
            lease.TryGrow(61).Should().BeFalse();
            lease.TryGrow(60).Should().BeTrue();
        }
        using var other = budget.Open("nijmegen");
        other.TryGrow(60).Should().BeTrue();
    }

    [Fact]
    public async Task A_result_in_small_pieces_is_read_whole_and_one_that_is_too_long_is_not()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var lease = new ResultBudget().Open("a");
        using var longest = new MemoryStream(new byte[ResultSize.MaxBytes]);
        using var longer = new MemoryStream(new byte[ResultSize.MaxBytes + 1]);

        (await ResultBody.ReadAsync(longest, lease, cancellationToken)).Value!.Length.Should().Be(ResultSize.MaxBytes);
        using var other = new ResultBudget().Open("a");
        (await ResultBody.ReadAsync(longer, other, cancellationToken)).Failure.Should().Be(IrmaFailure.TooLarge);
    }
}
