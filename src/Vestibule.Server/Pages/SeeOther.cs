namespace Vestibule.Server.Pages;

/// <summary>Sends the browser elsewhere with a GET: 303 (RFC 9110 §15.4.4; RFC 9700 §4.12 forbids 307 here, which would repeat the password).</summary>
/// <remarks>The address may hold a code. It is written into the one header that needs it and nowhere else: the framework's redirects log it.</remarks>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        PageHeaders.Apply(httpContext.Response, PageForms.ToAnApplication);
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
