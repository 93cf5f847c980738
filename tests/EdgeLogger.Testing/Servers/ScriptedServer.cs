using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Testing.Servers;

/// <summary>
/// Stands in for a server that cannot be had here: answers as documented, in order, and refuses what it does not expect.
/// </summary>
public sealed class ScriptedServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _version;
    private readonly Queue<(string Request, int Status, string Body)> _script;

    public ScriptedServer(string version, params (string Request, int Status, string Body)[] script)
    {
        _version = version;
        _script = new Queue<(string, int, string)>(script);
        Address = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    /// <summary>Bodies of the requests that had one.</summary>
    public List<string> Bodies { get; } = [];

    public List<string?> Authorisations { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Answer(context);
        }
    }

    private void Answer(HttpListenerContext context)
    {
        context.Response.AddHeader("X-Influxdb-Version", _version);
        string request = $"{context.Request.HttpMethod} {context.Request.RawUrl}";
        if (request == "GET /ping")
        {
            context.Response.StatusCode = 204;
            context.Response.Close();
            return;
        }

        Authorisations.Add(context.Request.Headers["Authorization"]);
        if (context.Request.HasEntityBody)
        {
            Bodies.Add(Body(context.Request));
        }

        (string expected, int status, string body) = _script.TryDequeue(out (string, int, string) next)
            ? next
            : ("nothing", 500, "");
        context.Response.StatusCode = request == expected ? status : 500;
        byte[] answer = Encoding.UTF8.GetBytes(request == expected ? body : $"expected {expected}, not {request}");
        context.Response.Close(context.Response.StatusCode == 204 ? [] : answer, willBlock: true);
    }

    private static string Body(HttpListenerRequest request)
    {
        using Stream plain = request.Headers["Content-Encoding"] == "gzip"
            ? new GZipStream(request.InputStream, CompressionMode.Decompress)
            : request.InputStream;
        using StreamReader reader = new(plain);
        return reader.ReadToEnd();
    }
}
