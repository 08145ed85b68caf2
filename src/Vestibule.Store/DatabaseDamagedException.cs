namespace Vestibule.Store;

/// <summary>The file is no database, or parts of it are missing or unreadable.</summary>
public sealed class DatabaseDamagedException : DatabaseNotOpenedException
{
    /// <summary>With the line that an operator reads.</summary>
    public DatabaseDamagedException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
