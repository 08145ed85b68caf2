using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Engine.Model.Sessions;

/// <summary>A session's row id. Only its sealed form leaves the server, in a cookie.</summary>
/// <param name="Value">The value.</param>
public readonly record struct SessionId(Guid Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString("N");
}

/// <summary>That a person is signed in with one browser.</summary>
public sealed record Session
{
    /// <summary>Its site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The row id.</summary>
    public required SessionId Id { get; init; }

    /// <summary>Who is signed in.</summary>
    public required SubjectId Subject { get; init; }

    /// <summary>The site's epoch at sign-in.</summary>
    public required int SiteEpoch { get; init; }

    /// <summary>The person's epoch at sign-in.</summary>
    public required int SubjectEpoch { get; init; }

    /// <summary>When the person proved who they are (OpenID Connect Core §2, <c>auth_time</c>).</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>How they proved it (RFC 8176), blank-separated.</summary>
    public required string AuthenticationMethods { get; init; }

    /// <summary>The last request seen, at most a minute late.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>When the session ends whatever happens.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was ended by sign-out or by an operator.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
