namespace IdBellen.Telephony.Asterisk.Calls.State;

/// <summary>Telephones of the municipality, on which an agent talks instead of in the page.</summary>
internal interface ITelephones
{
    /// <summary>
    /// Calls a telephone. The call gets <see cref="CallInput.AgentCame"/> when somebody there has accepted it, else
    /// <see cref="CallInput.TelephoneFailed"/>.
    /// </summary>
    /// <param name="call">For which call.</param>
    /// <param name="number">Which telephone.</param>
    /// <param name="cancellationToken">Stops the ringing.</param>
    void Ring(Call call, string number, CancellationToken cancellationToken);
}
