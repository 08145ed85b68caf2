using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Api.Users;

/// <summary>The hash of a person's new password, or why it may not be one.</summary>
internal delegate ValueTask<Outcome<string>> NewPassword(Subject subject, Secret password, CancellationToken ct);
