namespace IdBellen.Api.SlotKeys;

/// <summary>Until when data may live: the start of its slot plus the retention. A slot is a twelfth of the retention (DESIGN §6).</summary>
public static class RetentionSlot
{
    private const int SlotsPerRetention = 12;

    public static DateTimeOffset ExpiryOf(DateTimeOffset created, TimeSpan retention)
    {
        var slot = retention.Ticks / SlotsPerRetention;
        var start = new DateTimeOffset(created.UtcTicks - (created.UtcTicks % slot), TimeSpan.Zero);
        return start + retention;
    }
}
