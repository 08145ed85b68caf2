using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Api.Users;

/// <summary>Tells security people of changes of people: the event names the person who was changed, the log line also who did it.</summary>
internal sealed class UserEvents(ISecurityEvents events, ILogger<UserEvents> logger, TimeProvider clock)
{
    internal void Note(ApiCall call, SecurityEventKind kind, Subject subject)
    {
        events.Note(new SecurityEvent
        {
            Kind = kind,
            Site = call.Site.Id,
            At = clock.GetUtcNow(),
            Subject = subject.Id.Value,
            ClientId = call.Caller.Client?.Id,
            Address = call.Address,
        });
        logger.UserWritten(kind, subject.Number, call.Caller.Subject?.Number, call.Caller.Client?.Id);
    }
}
