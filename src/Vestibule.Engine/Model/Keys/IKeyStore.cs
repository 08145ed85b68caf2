namespace Vestibule.Engine.Model.Keys;

/// <summary>Where the sealing key ring is kept. What is stored is wrapped under the master key; this port never sees a key in the clear.</summary>
public interface IKeyStore
{
    /// <summary>All elements of the ring.</summary>
    IReadOnlyList<string> ReadAll();

    /// <summary>Adds an element and appends to the change feed.</summary>
    void Add(string friendlyName, string wrapped);
}
