using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Api.Users;

/// <summary>Tells security people of changes of people. The accounts room notes what it does itself; the log line here says who did it.</summary>
internal sealed class UserEvents(ISecurityEvents events, ILogger<UserEvents> logger, TimeProvider clock)
{
    /// <summary>A profile or permissions changed.</summary>
    internal void NoteChanged(ApiCall call, Subject subject)
    {
        events.Note(new SecurityEvent
        {
            Kind = SecurityEventKind.SubjectChanged,
            Site = call.Site.Id,
            At = clock.GetUtcNow(),
            Subject = subject.Id.Value,
            ClientId = call.Caller.Client?.Id,
            Address = call.Address,
        });
        Tell(call, "changed", subject);
    }

    /// <summary>Logs who did what to whom.</summary>
    internal void Tell(ApiCall call, string what, Subject subject) =>
        logger.UserWritten(call.Site.Id.Value, subject.Number, what, call.Caller.Subject?.Number, call.Caller.Client?.Id);
}
