#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false

// Serves this folder on an origin of its own:
//
//   dotnet run samples/spa/serve.cs -- [--site URL] [--client ID] [--port PORT]
//
// Any web server will do in its place; what it adds is settings.js, made from the options.
using System.Text.Json;
using System.Text.Json.Serialization;

const string usage = "Usage: dotnet run samples/spa/serve.cs -- [--site URL] [--client ID] [--port PORT]";
if (args is ["--help" or "-h", ..])
{
    Console.WriteLine(usage);
    return 0;
}

var (site, client, port) = ("http://localhost:8080", "demo-legacy", "8081");
for (var at = 0; at < args.Length; at += 2)
{
    var value = at + 1 < args.Length ? args[at + 1] : null;
    switch (args[at])
    {
        case "--site" when Uri.TryCreate(value, UriKind.Absolute, out _): site = value.TrimEnd('/'); break;
        case "--client" when value is { Length: > 0 }: client = value; break;
        case "--port" when ushort.TryParse(value, out _): port = value; break;
        default:
            Console.Error.WriteLine($"serve: cannot use {(value is null ? args[at] : $"{args[at]} {value}")}. {usage}");
            return 1;
    }
}

var folder = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
// Loopback by number, because with port 0 the system chooses the port, and "localhost" would be two addresses with one each.
builder.WebHost.UseUrls(port == "0" ? "http://127.0.0.1:0" : $"http://localhost:{port}");
var app = builder.Build();

var files = new Dictionary<string, (string File, string Type)>
{
    ["/"] = ("index.html", "text/html; charset=utf-8"),
    ["/app.js"] = ("app.js", "text/javascript; charset=utf-8"),
    ["/style.css"] = ("style.css", "text/css; charset=utf-8"),
};
foreach (var (path, (file, type)) in files)
{
    app.MapGet(path, (HttpResponse response) =>
    {
        response.Headers.CacheControl = "no-cache";
        return Results.File(Path.Combine(folder, file), type);
    });
}

var settings = "export default " + JsonSerializer.Serialize(new Settings(site, client), SettingsJson.Default.Settings) + ";\n";
app.MapGet("/settings.js", () => Results.Text(settings, "text/javascript; charset=utf-8"));

try
{
    await app.StartAsync();
}
catch (IOException)
{
    Console.Error.WriteLine($"serve: port {port} is taken by another program. Stop it, or choose another one with --port; the client's redirect URI must then name it.");
    return 1;
}

Console.WriteLine($"ready http://localhost:{new Uri(app.Urls.First()).Port}/ for the site {site} as the client {client}");
await app.WaitForShutdownAsync();
return 0;

internal sealed record Settings(string Site, string ClientId);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Settings))]
internal sealed partial class SettingsJson : JsonSerializerContext;
