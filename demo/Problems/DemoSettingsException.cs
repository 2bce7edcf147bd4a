namespace IdBellen.Demo.Problems;

/// <summary>A setting of the demo is invalid. The message names it and a valid value.</summary>
internal sealed class DemoSettingsException(string message) : Exception(message);
