using IdBellen.Demo;
using IdBellen.Demo.Problems;

try
{
    await using var demo = DemoHost.Build(args);
    await demo.StartAsync();
    Console.WriteLine($"Demo stand-ins are listening. Pages: {demo.PagesUrl}  IRMA server: {demo.IrmaUrl?.ToString() ?? "off (external)"}");
    await demo.WaitForShutdownAsync();
    return 0;
}
catch (DemoSettingsException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 2;
}
catch (IOException problem)
{
    await Console.Error.WriteLineAsync(
        $"The demo could not listen: {problem.Message} Choose other ports with Demo__IrmaUrl and Demo__PagesUrl.");
    return 1;
}
