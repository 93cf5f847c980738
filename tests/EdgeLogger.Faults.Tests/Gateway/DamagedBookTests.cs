using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using EdgeLogger.Testing;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>
/// Every file of the data directory, emptied, filled with garbage, made a folder or made unreadable before `serve` starts.
/// </summary>
public sealed class DamagedBookTests(UsedDirectory used) : IClassFixture<UsedDirectory>, IDisposable
{
    // What a start does with a file that is emptied, and with one that is full of garbage.
    private static readonly Dictionary<string, (After Emptied, After Garbage)> Cases = new()
    {
        ["frames.db"] = (After.Refused, After.Refused),
        ["frames.lock"] = (After.Nothing, After.Nothing),
        ["frames.pid"] = (After.Nothing, After.Nothing),
        ["derived.db"] = (After.Quarantined, After.Quarantined),
        ["traces.db"] = (After.Quarantined, After.Quarantined),
        ["alerts.db"] = (After.Quarantined, After.Quarantined),
        ["sinks.db"] = (After.Quarantined, After.Quarantined),
        ["mirrored.txt"] = (After.Nothing, After.Nothing),
        ["cells.db"] = (After.Refused, After.Refused),
        ["calibrations.jsonl"] = (After.Quarantined, After.Quarantined),
        ["states.jsonl"] = (After.Quarantined, After.Quarantined),
        ["access.json"] = (After.Refused, After.Refused),
        ["access.json.lock"] = (After.Nothing, After.Nothing),
        ["access.mark"] = (After.Nothing, After.Nothing),
        ["audit.log"] = (After.Quarantined, After.Quarantined),
        // An empty rules file is one without rules of its own.
        ["alerts.yaml"] = (After.Nothing, After.Named),
        ["broker/accounts"] = (After.Named, After.Refused),
        ["broker/accounts.lock"] = (After.Nothing, After.Nothing),
        ["broker/accounts.lost"] = (After.Nothing, After.Nothing),
        ["broker/gateway.password"] = (After.Nothing, After.Nothing),
        ["broker/port"] = (After.Nothing, After.Nothing),
        ["broker/keys.json"] = (After.Refused, After.Refused),
        ["broker/keys.json.lock"] = (After.Nothing, After.Nothing),
        ["broker/tls/authority.pem"] = (After.Refused, After.Refused),
        ["broker/tls/ca.pem"] = (After.Nothing, After.Nothing),
        ["broker/tls/server.pem"] = (After.Nothing, After.Nothing),
    };

    private readonly ScratchDirectory _directory = new();

    /// <summary>What becomes of a damaged file.</summary>
    private enum After
    {
        /// <summary>The gateway refuses to start, and names it.</summary>
        Refused,

        /// <summary>It is kept under another name, which log and health check give, and a new one is begun.</summary>
        Quarantined,

        /// <summary>The gateway runs, and its health check names the file until it is repaired.</summary>
        Named,

        /// <summary>Nothing was in it that is missed: it is written again, or its content does not matter.</summary>
        Nothing,
    }

    public static TheoryData<string, string> Refusals =>
        [.. DataFiles.All.SelectMany(file => Refused(file.Name).Select(fault => (file.Name, fault)))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Every_file_that_a_gateway_keeps_is_in_the_codes_list_and_has_a_case_here()
    {
        Assert.Equal(used.Names(), DataFiles.All.Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Equal(Cases.Keys.Order(StringComparer.Ordinal), DataFiles.All.Select(file => file.Name)
            .Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Refusals))]
    [Trait("Fault", "59")]
    public async Task A_book_that_the_gateway_cannot_do_without_is_named_by_the_start_that_it_ends(string name, string fault)
    {
        Assert.SkipWhen(fault == "unreadable" && (OperatingSystem.IsWindows() || Environment.UserName == "root"),
            "root may read everything, and Windows has no modes");
        used.CopyTo(_directory);
        Damage(name, fault);
        string before = Listing();

        ProgramResult serve = await ProgramInProcess.RunAsync(
            Token, "serve", "--listen", "127.0.0.1", "--port", "0", "--tls-port", "0", "--web", "0", "--data", _directory)
            .WaitAsync(Soon.Patience, Token);

        Assert.Equal(2, serve.ExitCode);
        Assert.Contains(Path.Combine(_directory, name.Replace('/', Path.DirectorySeparatorChar)), serve.Errors,
            StringComparison.Ordinal);
        Assert.Matches("(?i)restore|backup|let .* read|move", serve.Errors);
        Assert.Equal(before, Listing());
    }

    [Theory]
    [InlineData("emptied")]
    [InlineData("garbage")]
    [Trait("Fault", "59")]
    public async Task A_gateway_whose_other_books_are_damaged_starts_closed_as_before_names_what_was_lost_and_derives_again(
        string fault)
    {
        used.CopyTo(_directory);
        string[] damaged = [.. Cases.Where(one => Of(one.Key, fault) != After.Refused).Select(one => one.Key)];
        Array.ForEach(damaged, name => Damage(name, fault));

        await using ServeProcess serve = await ServeProcess.StartAsync([], _directory, Token);
        using HttpClient stranger = new() { BaseAddress = serve.Page };
        using HttpClient viewer = new() { BaseAddress = serve.Page };
        viewer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", used.Token);
        Assert.Equal(HttpStatusCode.Unauthorized,
            (await stranger.GetAsync(new Uri("/api/cells", UriKind.Relative), Token)).StatusCode);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Soon.Patience);
        while (!(await viewer.GetStringAsync(new Uri("/api/cells", UriKind.Relative), patience.Token))
            .Contains($"\"rows\":{UsedDirectory.Rows}", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable,
            (await stranger.GetAsync(new Uri("/health", UriKind.Relative), Token)).StatusCode);
        string doctor = (await ProgramInProcess.RunAsync(Token, "doctor", "--data", _directory)).Output;
        foreach (string name in damaged.Where(name => Of(name, fault) == After.Quarantined))
        {
            string aside = $"{Path.GetFileNameWithoutExtension(name)}-damaged-1{Path.GetExtension(name)}";
            Assert.True(File.Exists(_directory.File(aside)), aside);
            Assert.Contains(aside, doctor, StringComparison.Ordinal);
            Assert.Contains(aside, serve.Said, StringComparison.Ordinal);
        }

        Assert.All(damaged.Where(name => Of(name, fault) == After.Named),
            name => Assert.Contains(Path.GetFileName(name), serve.Said, StringComparison.Ordinal));
        Assert.Equal(0, await serve.StopAsync(Token));
    }

    private static IEnumerable<string> Refused(string name) =>
        ((string[])["emptied", "garbage"]).Where(fault => Of(name, fault) == After.Refused).Concat(["folder", "unreadable"]);

    // A file of the list without a case is refused whatever happens to it, so that its test fails.
    private static After Of(string name, string fault) =>
        !Cases.TryGetValue(name, out (After Emptied, After Garbage) one) ? After.Refused : fault == "emptied"
        ? one.Emptied
        : one.Garbage;

    private void Damage(string name, string fault)
    {
        string path = _directory.File(name);
        switch (fault)
        {
            case "emptied":
                File.WriteAllBytes(path, []);
                break;
            case "garbage":
                File.WriteAllText(path, new string('x', 20_000));
                break;
            case "folder":
                File.Delete(path);
                Directory.CreateDirectory(path);
                break;
            default:
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(path, UnixFileMode.None);
                }

                break;
        }
    }

    // Size and name of what is there: a start that is refused begins nothing in a damaged file's place.
    private string Listing() => string.Join('\n', Cases.Keys.Where(name => name != "frames.pid")
        .Select(name => new FileInfo(_directory.File(name)) is { Exists: true } file ? $"{name} {file.Length}" : $"{name} -"));
}
