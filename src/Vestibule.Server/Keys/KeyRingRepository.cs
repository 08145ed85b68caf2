using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Vestibule.Engine.Model.Keys;

namespace Vestibule.Server.Keys;

/// <summary>Keeps the key ring in our database.</summary>
/// <remarks>Data Protection writes down the type that opens an element, with the name and version of its assembly. What is stored says a word of ours instead, so that a ring
/// outlives every renaming and any step to another version.</remarks>
internal sealed class KeyRingRepository(IKeyStore store) : IXmlRepository
{
    /// <summary>How the stored ring says that <see cref="MasterKeyDecryptor"/> opens an element.</summary>
    internal const string UnderTheMasterKey = "vestibule-master-key-1";

    private const string Opener = "decryptorType";

    public IReadOnlyCollection<XElement> GetAllElements() => [.. store.ReadAll().Select(text =>
        Renamed(XElement.Parse(text), UnderTheMasterKey, typeof(MasterKeyDecryptor).AssemblyQualifiedName!))];

    public void StoreElement(XElement element, string friendlyName) => store.Add(friendlyName,
        Renamed(new XElement(element), typeof(MasterKeyDecryptor).AssemblyQualifiedName!, UnderTheMasterKey).ToString(SaveOptions.DisableFormatting));

    /// <summary>Fails unless the master key opens every element that is wrapped.</summary>
    /// <remarks>Asked before anything is sealed: Data Protection would pass over keys that it cannot open, make one of its own, and so put an end to
    /// everything that was handed out.</remarks>
    /// <exception cref="SetupException">It does not.</exception>
    internal static void RequireOpensWith(IEnumerable<string> ring, MasterKey master)
    {
        foreach (var wrapped in ring.SelectMany(element => XElement.Parse(element).Descendants("wrapped"))) MasterKeyDecryptor.Open(master, wrapped);
    }

    private static XElement Renamed(XElement element, string from, string to)
    {
        foreach (var opener in element.DescendantsAndSelf().Attributes(Opener).Where(opener => opener.Value == from)) opener.Value = to;
        return element;
    }
}
