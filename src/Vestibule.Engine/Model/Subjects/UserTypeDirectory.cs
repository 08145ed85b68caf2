using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Subjects;

/// <summary>The user types of the sites, in memory, as fresh as the change feed: they belong to a site, so a change of them is a change of it.</summary>
public sealed class UserTypeDirectory
{
    private readonly FeedCache<SiteId, IReadOnlyList<UserType>> types;

    /// <summary>Reads through to a store, and lets go of what the feed says has changed.</summary>
    public UserTypeDirectory(ISubjectStore store, ChangeFollower feed)
    {
        types = new(async (site, ct) => await store.ListUserTypesAsync(site, ct).ConfigureAwait(false), capacity: 10_000);
        feed.SiteChanged += types.Forget;
    }

    /// <summary>A site's user types, by number.</summary>
    public async ValueTask<IReadOnlyList<UserType>> ListAsync(SiteId site, CancellationToken ct) =>
        await types.FindAsync(site, ct).ConfigureAwait(false) ?? [];
}
