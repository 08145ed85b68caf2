using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Api.Access;

/// <summary>The one gate for every password check (W-33), as this room calls it.</summary>
internal delegate Task<Outcome<Subject>> PasswordGate(Site site, string userName, Secret password, string address, CancellationToken ct);
