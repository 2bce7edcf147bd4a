namespace IdBellen.Api.Platform.SlotKeys;

/// <summary>
/// The deadline of data: the start of its slot plus the retention. A slot is a twelfth of the retention (docs/retention.md).
/// </summary>
internal static class RetentionSlot
{
    private const int SlotsPerRetention = 12;

    public static DateTimeOffset ExpiryOf(DateTimeOffset created, TimeSpan retention)
    {
        var slot = retention.Ticks / SlotsPerRetention;
        var start = new DateTimeOffset(created.UtcTicks - (created.UtcTicks % slot), TimeSpan.Zero);
        return start + retention;
    }
}
