using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Vestibule.Engine.Model.Keys;

namespace Vestibule.Server.Keys;

/// <summary>Keeps the key ring in our database.</summary>
internal sealed class KeyRingRepository(IKeyStore store) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. store.ReadAll().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) => store.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));

    /// <summary>Fails unless the master key opens every element that is wrapped.</summary>
    /// <remarks>Asked before anything is sealed: Data Protection would pass over keys that it cannot open, make one of its own, and so put an end to
    /// everything that was handed out.</remarks>
    /// <exception cref="SetupException">It does not.</exception>
    internal static void RequireOpensWith(IEnumerable<string> ring, MasterKey master)
    {
        foreach (var wrapped in ring.SelectMany(element => XElement.Parse(element).Descendants("wrapped"))) MasterKeyDecryptor.Open(master, wrapped);
    }
}
