namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// On a class that takes over a minute: how long it takes about, as the results of a run show it. Those that take longest begin first.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesAttribute(int seconds) : Attribute
{
    public int Seconds => seconds;
}
