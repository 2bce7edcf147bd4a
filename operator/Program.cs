using IdBellen.Operator;
using IdBellen.Operator.Evaluation;
using IdBellen.Operator.Receipts;
using IdBellen.Operator.Runtime.Election;
using IdBellen.Tenancy.Hardening;

MemoryDumps.Forbid();
if (args is [VerifyReceiptCommand.Word, .. var arguments]) return VerifyReceiptCommand.Run(arguments, Console.Out, Console.Error);
if (args is [EvaluationReportCommand.Word, .. var asked])
{
    var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
    return await EvaluationReportCommand.RunAsync(asked, settings["Platform:ConnectionString"], Console.Out, Console.Error);
}
var app = OperatorHost.Build(args);
var election = app.Services.GetRequiredService<LeaderElection>();
await app.RunAsync();
return election.HasFailed ? 1 : 0;
