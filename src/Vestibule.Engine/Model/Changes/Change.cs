using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Changes;

/// <summary>What a row of the change feed is about.</summary>
public enum ChangeKind
{
    /// <summary>A grant ended; <see cref="Change.Subject"/> is its id.</summary>
    GrantEnded,

    /// <summary>A single access token ended; <see cref="Change.Subject"/> is its id.</summary>
    TokenEnded,

    /// <summary>A person's epoch was lifted to <see cref="Change.Value"/>; <see cref="Change.Subject"/> is their row id.</summary>
    SubjectEpoch,

    /// <summary>A client changed, or its epoch was lifted to <see cref="Change.Value"/>; <see cref="Change.Subject"/> is its client id.</summary>
    Client,

    /// <summary>A site changed, or its epoch was lifted to <see cref="Change.Value"/>.</summary>
    Site,

    /// <summary>The key ring changed.</summary>
    Keys,
}

/// <summary>One row of the change feed: something that every node must take note of.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Site">The site; null for the whole server.</param>
/// <param name="Subject">Which one: a 128-bit id in "N" format, or a client id.</param>
/// <param name="Value">The epoch, where one was lifted. <see cref="int.MaxValue"/> for people and sites that are gone; for a client that is gone,
/// the epoch with which a later client of the same id would start.</param>
/// <param name="ExpiresAt">When nothing that it ends can be alive any more.</param>
public sealed record Change(long Sequence, ChangeKind Kind, SiteId? Site, string Subject, int Value, DateTimeOffset ExpiresAt);
