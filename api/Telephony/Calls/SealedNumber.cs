using IdBellen.Api.Disclosure.Rules;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.Telephony;

namespace IdBellen.Api.Telephony.Calls;

/// <summary>How a caller's number is stored.</summary>
internal static class SealedNumber
{
    /// <returns>Null for a call of which nobody gave a number: its absence is not stored.</returns>
    public static byte[]? SealedWith(this CallerNumber number, SlotKey key, Guid callId) =>
        number.Reason == UnknownNumber.NotGiven ? null : key.Close(number.ToStored(), callId, SealedColumns.CallerNumber);
}
