using System.Linq.Expressions;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Tenancy.States;

/// <summary>States of calls as SQL conditions, so that the database evaluates a call's state at the moment of the change.</summary>
public static class CallConditions
{
    /// <summary>Filters the calls in one of these states. Calls without a row have none of them.</summary>
    public static IQueryable<Call> In(this IQueryable<Call> calls, IReadOnlySet<CallStanding> states, DateTimeOffset now)
    {
        var call = Expression.Parameter(typeof(Call), "call");
        var conditions = states.Where(state => state.Stage is not (CallStage.Unknown or CallStage.Ended))
            .GroupBy(state => state.Stage)
            .Select(group => (Expression)Expression.AndAlso(
                Body(Stage(group.Key, now), call),
                group.Select(state => Body(Identity(state.Identity), call)).Aggregate(Expression.OrElse)));
        return calls.Where(
            Expression.Lambda<Func<Call, bool>>(conditions.DefaultIfEmpty(Expression.Constant(false)).Aggregate(Expression.OrElse), call));
    }

    private static Expression<Func<Call, bool>> Stage(CallStage stage, DateTimeOffset now)
    {
        var silentSince = now - Call.SilenceLimit;
        return stage switch
        {
            CallStage.Waiting => call => call.HungUpAt == null && call.TakenBy == null && call.LastHeardAt > silentSince,
            CallStage.WaitingSilent => call => call.HungUpAt == null && call.TakenBy == null && call.LastHeardAt <= silentSince,
            CallStage.Taken => call => call.HungUpAt == null && call.TakenBy != null && call.LastHeardAt > silentSince,
            CallStage.TakenSilent => call => call.HungUpAt == null && call.TakenBy != null && call.LastHeardAt <= silentSince,
            CallStage.HungUp => call => call.HungUpAt != null,
            _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "Nothing is stored of such a call."),
        };
    }

    private static Expression<Func<Call, bool>> Identity(CallerIdentity identity) => identity switch
    {
        CallerIdentity.Known => call => call.SessionId != null,
        CallerIdentity.Erased => call => call.SessionId == null && call.Identified,
        _ => call => call.SessionId == null && !call.Identified,
    };

    private static Expression Body(Expression<Func<Call, bool>> condition, ParameterExpression call) =>
        new Renamed(condition.Parameters[0], call).Visit(condition.Body);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
