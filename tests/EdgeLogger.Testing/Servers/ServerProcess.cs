using System;
using System.Net.Http;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Testing.Servers;

/// <summary>A real server of a test, and what is in it.</summary>
public abstract class ServerProcess : IAsyncDisposable
{
    private readonly RealServer _server;

    /// <summary>Skips the test where the program is not installed.</summary>
    protected ServerProcess(ServerKind kind)
    {
        Assert.SkipUnless(kind.Path is not null, $"{kind.Program} is not installed (Debian package {kind.Package}).");
        _server = new RealServer(kind);
    }

    public Uri Server => _server.Address;

    protected HttpClient Http { get; } = new();

    /// <summary>Starts it, or starts it again on the same port and data.</summary>
    public Task StartAsync() => _server.StartAsync(Http, TestContext.Current.CancellationToken);

    /// <summary>Ends it at once, as a power loss would.</summary>
    public Task KillAsync() => _server.KillAsync();

    /// <summary>Makes a database, where the server wants one made.</summary>
    public virtual Task CreateDatabaseAsync(string database) => Task.CompletedTask;

    /// <summary>Everything in a database, through the server's own query API.</summary>
    public abstract Task<ServerContent> ReadAsync(string database);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Http.Dispose();
        GC.SuppressFinalize(this);
    }
}
