namespace Vestibule.Store;

/// <summary>The data folder, or the database file in it, cannot be made or written.</summary>
public sealed class DataFolderNotWritableException : DatabaseNotOpenedException
{
    /// <summary>With the line that an operator reads.</summary>
    public DataFolderNotWritableException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
