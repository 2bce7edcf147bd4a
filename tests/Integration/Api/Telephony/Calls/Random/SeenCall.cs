using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls.Random;

/// <summary>What an agent sees of a call, as far as it must be true of it.</summary>
internal sealed record SeenCall(
    string Id, string State, bool Mine, IReadOnlyList<CallAttribute> Attributes, IReadOnlyList<CallLink> Links, string? CallerNumber)
{
    public const string Fields = "id state mine attributes { value } links { url } callerNumber";
}
