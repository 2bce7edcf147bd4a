namespace IdBellen.Telephony.Asterisk.Calls.Lines;

/// <summary>Who wants to know what happens to a channel. Called by the reader of the events, which waits for nobody.</summary>
internal interface IChannelOwner
{
    void Pressed(char key);

    void Played(string playback);

    /// <summary>The other end hangs up; the channel goes soon.</summary>
    /// <param name="cause">Why: a cause of ITU-T Q.850.</param>
    void HangsUp(int cause)
    {
    }

    /// <summary>The channel is gone, or has left our application.</summary>
    void Gone();
}
