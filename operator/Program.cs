using IdBellen.Operator;

await OperatorHost.Build(args).RunAsync();
