using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Audit;

/// <summary>Something that security people want to know of. It never holds a secret.</summary>
public sealed record SecurityEvent
{
    /// <summary>What happened.</summary>
    public required SecurityEventKind Kind { get; init; }

    /// <summary>Where.</summary>
    public required SiteId Site { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The person, by row id; null when none is known.</summary>
    public Guid? Subject { get; init; }

    /// <summary>The client; null when none is known.</summary>
    public string? ClientId { get; init; }

    /// <summary>The grant; null when none is concerned.</summary>
    public Guid? Grant { get; init; }

    /// <summary>The caller's address; null when there was none.</summary>
    public string? Address { get; init; }
}

/// <summary>The security events, with the numbers by which the audit log keeps them.</summary>
public enum SecurityEventKind
{
    /// <summary>A person signed in.</summary>
    SignedIn = 1,

    /// <summary>A password was wrong, or the name unknown.</summary>
    SignInFailed = 2,

    /// <summary>A person signed out.</summary>
    SignedOut = 3,

    /// <summary>Attempts were refused unread.</summary>
    Throttled = 4,

    /// <summary>A code was redeemed twice; its grant ended.</summary>
    CodeReplayed = 10,

    /// <summary>A spent refresh token came again; its grant ended.</summary>
    RefreshTokenReplayed = 11,

    /// <summary>A refresh token newer than the database came: a backup was restored, or a standby was behind.</summary>
    GenerationAhead = 12,

    /// <summary>A client failed to prove itself.</summary>
    ClientAuthenticationFailed = 13,

    /// <summary>A person was made.</summary>
    SubjectAdded = 20,

    /// <summary>A person was changed.</summary>
    SubjectChanged = 21,

    /// <summary>A person was disabled.</summary>
    SubjectDisabled = 22,

    /// <summary>A person was deleted.</summary>
    SubjectRemoved = 23,

    /// <summary>A password was set.</summary>
    PasswordSet = 24,

    /// <summary>Everything that was handed out for a person was ended.</summary>
    SubjectEnded = 25,

    /// <summary>A client was made, changed or removed.</summary>
    ClientChanged = 30,

    /// <summary>A site was made, changed or removed.</summary>
    SiteChanged = 31,

    /// <summary>The key ring was rotated.</summary>
    KeysRotated = 32,
}
