using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Vestibule.Engine.Model.Keys;

namespace Vestibule.Server.Keys;

/// <summary>Keeps the key ring in our database.</summary>
internal sealed class KeyRingRepository(IKeyStore store) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. store.ReadAll().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) => store.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
