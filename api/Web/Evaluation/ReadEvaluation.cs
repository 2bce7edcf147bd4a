using System.Data;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Evaluation;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Web.Evaluation;

/// <summary>
/// The evaluation of the municipality's pilot for its admin, from its own database, up to this moment: also what the operator has not added
/// to its day yet.
/// </summary>
internal sealed class ReadEvaluation(
    CurrentTenant current, CurrentActor actor, TenantDbContext database, IOptions<EvaluationOptions> options)
{
    public async Task<Outcome<PilotEvaluation>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (actor.Admin is null) return actor.PersonRefusal;
        var policy = current.Value.Policy;
        // One snapshot of both tables, so that rows moved between them are counted once.
        await using var transaction = await database.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var days = await database.EvaluationDays.AsNoTracking().ToListAsync(cancellationToken);
        var noted = await database.EvaluationEvents.ToListAsync(cancellationToken);
        var rows = days.Select(day => new CountedRow(day.Day, day.Purpose, day.Measure, day.Seconds, day.Count))
            .Concat(CountedRow.Sum(noted, policy.TimeZone));
        return PilotEvaluation.Of(rows, policy.Purposes.Select(purpose => purpose.Name), options.Value.Threshold);
    }
}
