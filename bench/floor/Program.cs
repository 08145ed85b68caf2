// The floor: the same web server with one endpoint that does nothing. What Vestibule costs is measured against it, in the same run.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
var app = builder.Build();
app.MapPost("/external/api/oauth2/token", static (HttpContext _) => Task.CompletedTask);
await app.StartAsync();
await Console.Out.WriteLineAsync("ready");
await app.WaitForShutdownAsync();
