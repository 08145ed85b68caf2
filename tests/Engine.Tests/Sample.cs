using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.RedirectUris;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Engine.Tests;

/// <summary>One good specimen of everything: a row of a table changes one thing of it.</summary>
internal static class Sample
{
    internal const string Callback = "https://app.example.com/callback";

    /// <summary>The verifier and challenge of RFC 7636 appendix B.</summary>
    internal const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    internal const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    internal static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    internal static readonly SiteId SiteId = new(Number(1));

    internal static readonly SubjectId Alice = new(Number(2));

    internal static readonly GrantId GrantId = new(Number(3));

    internal static readonly Epochs Epochs = new(1, 2, 3);

    internal static Site Site { get; } = new()
    {
        Id = SiteId,
        Name = "Example",
        Url = "https://login.example.com",
        Hosts = ["login.example.com"],
        Epoch = 1,
        CreatedAt = Now,
    };

    internal static Client Public { get; } = new()
    {
        Site = SiteId,
        Id = "spa",
        Name = "An app in the browser",
        AppCode = "spa-1",
        Type = ClientType.Public,
        RedirectUris = [Callback],
        Legacy = true,
        Epoch = 2,
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    internal static Client Web { get; } = Public with
    {
        Id = "web",
        AppCode = "web-1",
        Type = ClientType.Web,
        Legacy = false,
        AuthenticationMethod = ClientAuthenticationMethod.ClientSecretBasic,
    };

    internal static Client Service { get; } = Web with { Id = "service", AppCode = "service-1", Type = ClientType.Service, RedirectUris = [] };

    internal static Client Device { get; } = Public with { Id = "device", AppCode = "device-1", Type = ClientType.Device, RedirectUris = [], Legacy = false };

    internal static Subject Subject { get; } = new()
    {
        Site = SiteId,
        Id = Alice,
        Number = 1,
        UserName = "alice",
        Email = "alice@example.com",
        Epoch = 3,
        UserTypeId = 1,
        Profile = new SubjectProfile { FirstName = "Alice", LastName = "Example" },
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    internal static AuthorizationCode Code { get; } = new()
    {
        Grant = GrantId,
        ClientId = Public.Id,
        RedirectUriHash = RedirectUri.Hash(Callback),
        Scope = "email profile",
        Subject = Alice,
        AuthenticatedAt = Now,
        Epochs = Epochs,
        ExpiresAt = Now + TimeSpan.FromMinutes(5),
    };

    internal static RefreshToken RefreshToken { get; } = new()
    {
        Grant = GrantId,
        Generation = 1,
        ClientId = Public.Id,
        Subject = Alice,
        RedirectUriHash = RedirectUri.Hash(Callback),
        Scope = "email profile",
        Epochs = Epochs,
        ExpiresAt = Now + TimeSpan.FromDays(365),
    };

    internal static AccessToken AccessToken { get; } = new()
    {
        Id = Number(4),
        Grant = GrantId,
        ClientId = Public.Id,
        Subject = Alice,
        Scope = "email",
        Epochs = Epochs,
        IssuedAt = Now,
        ExpiresAt = Now + TimeSpan.FromHours(1),
    };

    /// <summary>An id that a person can read in a failure.</summary>
    internal static Guid Number(int value) => new(value, 0, 0, new byte[8]);
}
