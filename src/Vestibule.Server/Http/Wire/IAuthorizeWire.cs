using Vestibule.Engine.Endpoints.Authorize;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Http.Wire;

/// <summary>How a dialect asks for authorization in a browser, and how it is answered.</summary>
internal interface IAuthorizeWire
{
    /// <summary>Reads the request from the query. Refusals are shown on a page, before anything else is looked at.</summary>
    Outcome<AuthorizeRequest> Read(HttpRequest http);

    /// <summary>The address to which a success sends the browser. It holds a code: no log may see it.</summary>
    string LocationOf(AuthorizeResponse response);

    /// <summary>The address to which a refusal sends the browser.</summary>
    string LocationOf(AuthorizeReturn back, ProtocolError error);
}
