using Vestibule.Store.Sqlite;

namespace Vestibule.Server.Hosting;

/// <summary>The store's ports, handed to those who ask for them.</summary>
internal static class StoreServices
{
    /// <summary>The stores are opened before and closed after the server: they are not the container's to dispose.</summary>
    internal static IServiceCollection AddStores(this IServiceCollection services, SqliteStores stores) => services
        .AddSingleton(stores.Sites)
        .AddSingleton(stores.Clients)
        .AddSingleton(stores.Subjects)
        .AddSingleton(stores.Sessions)
        .AddSingleton(stores.Grants)
        .AddSingleton(stores.Changes)
        .AddSingleton(stores.Keys)
        .AddSingleton(stores.Audit)
        .AddSingleton(stores.KnownCallers)
        .AddSingleton(stores.PushedRequests);
}
