namespace Vestibule.Store;

/// <summary>The database was made by a newer version of the program.</summary>
public sealed class SchemaNewerException : DatabaseNotOpenedException
{
    /// <summary>With the line that an operator reads.</summary>
    public SchemaNewerException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
