namespace Vestibule.Store;

/// <summary>A database cannot be opened, for a reason that an operator can mend. The message is one line: what is wrong and what to do.</summary>
public abstract class DatabaseNotOpenedException : Exception
{
    private protected DatabaseNotOpenedException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
