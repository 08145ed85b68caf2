using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Engine.Endpoints.Introspect;

/// <summary>What is known of a live access token.</summary>
/// <param name="Token">Its contents.</param>
/// <param name="Client">Its client.</param>
/// <param name="Subject">Its person; null when the client acts for itself.</param>
/// <param name="ExpiresIn">How long it lives from now.</param>
public sealed record TokenFacts(AccessToken Token, Client Client, Subject? Subject, TimeSpan ExpiresIn);
