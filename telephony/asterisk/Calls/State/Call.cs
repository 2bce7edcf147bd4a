using IdBellen.Telephony.Asterisk.Calls.Lines;
using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Municipalities;

namespace IdBellen.Telephony.Asterisk.Calls.State;

/// <summary>One call of a citizen. Its steps run one after the other and read what happens from <see cref="Inbox"/>.</summary>
internal sealed class Call : IChannelOwner, IDisposable
{
    private readonly CancellationTokenSource over;
    private readonly Lock assigning = new();

    public Call(Line line, string reference, CallingMunicipality municipality, TimeProvider time)
    {
        Line = line;
        Reference = reference;
        Municipality = municipality;
        Inbox = new Inbox<CallInput>(time);
        over = CancellationTokenSource.CreateLinkedTokenSource(line.Board.Leaving);
        HungUp = over.Token;
        AnsweredAt = time.GetTimestamp();
        Hearing = new Hearing(this);
    }

    /// <summary>The caller's channel.</summary>
    public Line Line { get; }

    /// <summary>As the api knows the call: the name of the Asterisk, and something random.</summary>
    public string Reference { get; }

    /// <summary>As it was when the call came.</summary>
    public CallingMunicipality Municipality { get; }

    /// <summary>As the network delivered it; null when it did not.</summary>
    public string? CallerNumber { get; init; }

    /// <summary>Over which it came.</summary>
    public string? Trunk { get; init; }

    public Inbox<CallInput> Inbox { get; }

    /// <summary>What the caller hears from us.</summary>
    public Hearing Hearing { get; }

    /// <summary>Cancelled when the caller's channel is gone, or somebody else looks after the call from now on.</summary>
    public CancellationToken HungUp { get; }

    /// <summary>Somebody else looks after the call: do nothing to it.</summary>
    public bool IsLeft => Line.Board.Leaving.IsCancellationRequested;

    public long AnsweredAt { get; set; }

    /// <summary>The number of codes that were handed over.</summary>
    public int Attempt { get; set; }

    /// <summary>Since when the caller is in the queue; null before that.</summary>
    public DateTimeOffset? QueuedAt { get; set; }

    /// <summary>Who has the call, as the api said last.</summary>
    public Assignment? Assigned { get; private set; }

    /// <summary>The agent's phone, while there is one.</summary>
    public AgentLeg? Leg { get; set; }

    /// <summary>How often a telephone was called for this call, whoever had it.</summary>
    public int Rings { get; set; }

    /// <summary>The last report that was sent. The next one waits for it.</summary>
    public Task Reporting { get; set; } = Task.CompletedTask;

    /// <summary>The bridge in which the two talk.</summary>
    public string Bridge { get; init; } = $"call-{Guid.NewGuid():N}";

    /// <summary>For metrics.</summary>
    public string State => Leg is not null ? "talking" : Assigned is not null ? "taken" : QueuedAt is not null ? "waiting" : "asked";

    /// <summary>For metrics.</summary>
    public string Outcome { get; set; } = "hung up";

    /// <summary>No step will read <see cref="Inbox"/> any more.</summary>
    public bool HasEnded { get; set; }

    /// <summary>The api says who has the call.</summary>
    public void Assign(Assignment? assignment)
    {
        lock (assigning)
        {
            if (Assigned == assignment) return;
            Assigned = assignment;
            Inbox.Put(new CallInput.AssignedTo(assignment));
        }
    }

    public void Pressed(char key) => Inbox.Put(new CallInput.Digit(key));

    public void Played(string playback) => Inbox.Put(new CallInput.PromptEnded(playback));

    public void Gone()
    {
        try
        {
            // Not on the thread of whoever reads the events.
            _ = over.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has ended in the meantime.
        }
    }

    /// <summary>The agent's phone is hung up, if there is one.</summary>
    public async Task DropLegAsync(CancellationToken cancellationToken)
    {
        if (Leg is not { } leg) return;
        Leg = null;
        await HangUpAsync(leg, cancellationToken);
    }

    public Task HangUpAsync(AgentLeg leg, CancellationToken cancellationToken)
    {
        Line.Board.Disown(leg.Channel);
        return Line.HangUpOtherAsync(leg.Channel, cancellationToken);
    }

    public void Dispose() => over.Dispose();
}
