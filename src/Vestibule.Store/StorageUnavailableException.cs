namespace Vestibule.Store;

/// <summary>The database cannot do its work now: it is busy, full, damaged, read-only, or its disk fails. The message holds no data.</summary>
/// <remarks>Whether the write took place may be unknown. A caller that retries does so with the same attempt id.</remarks>
public sealed class StorageUnavailableException : Exception
{
    /// <summary>Without a reason.</summary>
    public StorageUnavailableException() : this("The database cannot do its work now.")
    {
    }

    /// <summary>With a reason.</summary>
    public StorageUnavailableException(string message) : base(message)
    {
    }

    /// <summary>With a reason and its cause.</summary>
    public StorageUnavailableException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
