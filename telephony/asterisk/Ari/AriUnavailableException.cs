namespace IdBellen.Telephony.Asterisk.Ari;

/// <summary>Asterisk does not answer, or cannot do anything now. What was asked may have happened all the same.</summary>
internal sealed class AriUnavailableException : Exception
{
    public AriUnavailableException()
    {
    }

    public AriUnavailableException(string message)
        : base(message)
    {
    }

    public AriUnavailableException(string message, Exception? cause)
        : base(message, cause)
    {
    }
}
