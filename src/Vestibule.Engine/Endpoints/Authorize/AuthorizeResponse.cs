using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sessions;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Engine.Endpoints.Authorize;

/// <summary>A successful authorization (RFC 6749 §4.1.2).</summary>
/// <param name="Return">Where it goes.</param>
/// <param name="Code">The authorization code.</param>
/// <param name="AppCode">The application's public identifier (W-12, W-21).</param>
public sealed record AuthorizeResponse(AuthorizeReturn Return, Secret Code, string AppCode);

/// <summary>A person who has proved who they are.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Session">Their session; null when no browser was there.</param>
/// <param name="AuthenticatedAt">When they proved it.</param>
/// <param name="Methods">How they proved it (RFC 8176), blank-separated.</param>
public sealed record AuthenticatedSubject(Subject Subject, SessionId? Session, DateTimeOffset AuthenticatedAt, string Methods);
