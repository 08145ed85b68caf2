namespace Vestibule.Server;

/// <summary>The server cannot start as it is set up. The message is one line for the operator: what is wrong, and what to do.</summary>
internal sealed class SetupException : Exception
{
    public SetupException(string message)
        : base(message)
    {
    }

    public SetupException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
