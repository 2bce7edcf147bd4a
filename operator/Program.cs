using IdBellen.Operator;
using IdBellen.Operator.Runtime.Election;

var app = OperatorHost.Build(args);
var election = app.Services.GetRequiredService<LeaderElection>();
await app.RunAsync();
return election.HasFailed ? 1 : 0;
