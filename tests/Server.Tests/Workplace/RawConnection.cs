using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Vestibule.Testing;

namespace Server.Tests.Workplace;

/// <summary>HTTP/1.1 by hand, so that a test can send what no client library would. One character of a text is one byte.</summary>
public sealed class RawConnection : IDisposable
{
    private readonly TcpClient socket = new() { NoDelay = true };
    private readonly byte[] buffer = new byte[16 * 1024];
    private NetworkStream stream = null!;
    private int start, end;

    private RawConnection()
    {
    }

    /// <summary>Whether the server left the connection open after the last answer.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Opens a connection to a server.</summary>
    public static async Task<RawConnection> OpenAsync(AuthServer server, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(server);
        var opened = new RawConnection();
        var url = new Uri(server.Url);
        await opened.socket.ConnectAsync(url.Host, url.Port, ct);
        opened.stream = opened.socket.GetStream();
        opened.IsOpen = true;
        return opened;
    }

    /// <summary>Sends one request on a connection of its own.</summary>
    public static async Task<Answer> SendAsync(AuthServer server, string method, string target, IEnumerable<(string Name, string Value)> headers, CancellationToken ct)
    {
        using var connection = await OpenAsync(server, ct);
        return await connection.SendAsync(Request(server, method, target, headers), ct)
            ?? throw new IOException("The server closed the connection without an answer.");
    }

    /// <summary>The text of a request without a body.</summary>
    public static string Request(AuthServer server, string method, string target, IEnumerable<(string Name, string Value)> headers)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(headers);
        var text = new StringBuilder($"{method} {target} HTTP/1.1\r\nHost: {new Uri(server.Url).Authority}\r\n");
        foreach (var (name, value) in headers) text.Append(name).Append(": ").Append(value).Append("\r\n");
        return text.Append("\r\n").ToString();
    }

    /// <summary>Sends bytes and reads the answer; null when the connection closes without one.</summary>
    public async Task<Answer?> SendAsync(string request, CancellationToken ct)
    {
        await WriteAsync(request, ct);
        return await ReadAsync(request.StartsWith("HEAD ", StringComparison.Ordinal), ct);
    }

    /// <summary>Sends bytes. A server that has answered and closed already is no failure of the test.</summary>
    public async Task WriteAsync(string text, CancellationToken ct)
    {
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text), ct);
        }
        catch (IOException)
        {
            IsOpen = false;
        }
    }

    /// <summary>Reads an answer; null when the connection closes without one.</summary>
    public async Task<Answer?> ReadAsync(bool withoutBody, CancellationToken ct)
    {
        try
        {
            return await ReadWholeAsync(withoutBody, ct);
        }
        catch (IOException)
        {
            IsOpen = false;
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => socket.Dispose();

    private async Task<Answer> ReadWholeAsync(bool withoutBody, CancellationToken ct)
    {
        var status = (await LineAsync(ct)).Split(' ');
        var headers = new Dictionary<string, string>();
        for (var line = await LineAsync(ct); line.Length > 0; line = await LineAsync(ct))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon].ToLowerInvariant()] = line[(colon + 1)..].Trim();
        }

        var code = int.Parse(status[1], CultureInfo.InvariantCulture);
        IsOpen = headers.GetValueOrDefault("connection") != "close";
        var body = withoutBody || code is 204 or 304 ? ""
            : headers.TryGetValue("content-length", out var length) ? await BytesAsync(int.Parse(length, CultureInfo.InvariantCulture), ct)
            : headers.ContainsKey("transfer-encoding") ? await ChunksAsync(ct) : await RestAsync(ct);
        return new Answer((System.Net.HttpStatusCode)code, body, headers);
    }

    /// <summary>To HTTP/1.0 a body of unknown length ends with the connection.</summary>
    private async Task<string> RestAsync(CancellationToken ct)
    {
        var body = new StringBuilder();
        IsOpen = false;
        do
        {
            body.Append(Encoding.Latin1.GetString(buffer, start, end - start));
            (start, end) = (0, await stream.ReadAsync(buffer, ct));
        }
        while (end > 0);
        return body.ToString();
    }

    private async Task<string> ChunksAsync(CancellationToken ct)
    {
        var body = new StringBuilder();
        while (true)
        {
            var size = int.Parse(await LineAsync(ct), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Append(await BytesAsync(size, ct));
            await LineAsync(ct);
            if (size == 0) return body.ToString();
        }
    }

    private async Task<string> LineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (start == end) await FillAsync(ct);
            var character = (char)buffer[start++];
            if (character == '\n') return line.ToString().TrimEnd('\r');
            line.Append(character);
        }
    }

    private async Task<string> BytesAsync(int count, CancellationToken ct)
    {
        var text = new StringBuilder();
        while (text.Length < count)
        {
            if (start == end) await FillAsync(ct);
            var taken = Math.Min(end - start, count - text.Length);
            text.Append(Encoding.Latin1.GetString(buffer, start, taken));
            start += taken;
        }

        return text.ToString();
    }

    private async Task FillAsync(CancellationToken ct)
    {
        (start, end) = (0, await stream.ReadAsync(buffer, ct));
        if (end == 0) throw new IOException("The connection was closed.");
    }
}
