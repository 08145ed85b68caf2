using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Model.Subjects;

/// <summary>The one gate for every password (W-33), as the engine sees it.</summary>
public interface IPasswordCheck
{
    /// <summary>The person, or <c>access_denied</c> with one text for every cause, or throttled.</summary>
    Task<Outcome<Subject>> CheckAsync(Site site, PresentedPassword presented, CancellationToken ct);
}

/// <summary>A name and password that an application handed over (W-30).</summary>
/// <param name="UserName">The name.</param>
/// <param name="Password">The password.</param>
/// <param name="ClientId">The application.</param>
/// <param name="Address">The caller's address.</param>
public sealed record PresentedPassword(string UserName, Secret Password, string ClientId, string Address);
