namespace IdBellen.Demo;

/// <summary>A setting of the demo cannot be used; the message says which one and what to write instead.</summary>
internal sealed class DemoSettingsException(string message) : Exception(message);
