using IdBellen.Kubernetes.Election;
using IdBellen.Operator;
using IdBellen.Operator.Cluster;
using IdBellen.Operator.Evaluation;
using IdBellen.Operator.Municipalities.Strays;
using IdBellen.Operator.Receipts;
using IdBellen.Tenancy.Hardening;
using IdBellen.Tenancy.Resource;

MemoryDumps.Forbid();
if (args is [VerifyReceiptCommand.Word, .. var arguments]) return VerifyReceiptCommand.Run(arguments, Console.Out, Console.Error);
if (args is [EvaluationReportCommand.Word, .. var asked])
{
    var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
    return await EvaluationReportCommand.RunAsync(asked, settings["Platform:ConnectionString"], Console.Out, Console.Error);
}
if (args is [OrphansCommand.Word])
{
    var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
    return await OrphansCommand.RunAsync(
        settings["Platform:ConnectionString"], settings.GetSection(KubernetesOptions.Section).Get<KubernetesOptions>()
            ?? new KubernetesOptions(), Console.Out, Console.Error);
}
if (TimeZones.Problem() is { } problem)
{
    await Console.Error.WriteLineAsync(problem);
    return 1;
}
var app = OperatorHost.Build(args);
var election = app.Services.GetRequiredService<LeaderElection>();
await app.RunAsync();
return election.HasFailed ? 1 : 0;
