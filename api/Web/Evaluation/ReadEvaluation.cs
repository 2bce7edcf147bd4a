using System.Data;
using IdBellen.Api.Agents;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Evaluation;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Evaluation;

/// <summary>
/// The evaluation of the municipality's pilot for its admin, from its own database, up to this moment: also what the operator has not added to
/// its day yet.
/// </summary>
public sealed class ReadEvaluation(CurrentTenant current, CurrentCaller caller, TenantDbContext database, IOptions<EvaluationOptions> options)
{
    public async Task<Outcome<PilotEvaluation>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (caller.Admin is null) return caller.PersonRefusal;
        var spec = current.Value.Spec;
        // One view of both tables: what is moved from one to the other meanwhile is seen once.
        await using var transaction = await database.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var days = await database.EvaluationDays.AsNoTracking().ToListAsync(cancellationToken);
        var noted = await database.EvaluationEvents.ToListAsync(cancellationToken);
        var rows = days.Select(day => new CountedRow(day.Day, day.Purpose, day.Measure, day.Seconds, day.Count))
            .Concat(CountedRow.Sum(noted, TimeZones.Find(spec.TimeZone())));
        return PilotEvaluation.Of(rows, spec.Purposes.Select(purpose => purpose.Name), options.Value.Threshold);
    }
}
