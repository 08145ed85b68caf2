using System.CommandLine;
using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Commands.SiteVerbs;
using Vestibule.Server.Hosting;
using Vestibule.Store.Sqlite;

namespace Vestibule.Server.Commands;

/// <summary>One run of a verb: what was asked, the opened store, and where the answer goes.</summary>
internal sealed class VerbCall
{
    internal required ParseResult Parsed { get; init; }

    internal required ServerSettings Settings { get; init; }

    internal required SqliteStores Stores { get; init; }

    internal required VerbEvents Events { get; init; }

    internal required Answer Answer { get; init; }

    internal required string? SiteName { get; init; }

    internal required CancellationToken Cancelled { get; init; }

    internal TimeProvider Clock { get; } = TimeProvider.System;

    internal DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The site that <c>--site</c> names, or the only one.</summary>
    internal async Task<Site> SiteAsync() => SiteChoice.Of(await Stores.Sites.ListAsync(Cancelled), SiteName, Settings.DataFolder);

    /// <summary>Notes a security event; it is stored before the verb ends.</summary>
    internal void Note(SecurityEventKind kind, SiteId site, string? clientId = null, Guid? subject = null) =>
        Events.Note(new SecurityEvent { Kind = kind, Site = site, At = Now, ClientId = clientId, Subject = subject });
}
