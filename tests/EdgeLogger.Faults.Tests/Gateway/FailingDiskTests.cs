using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>A disk that refuses, fills up, or is not there, under a gateway as a user starts it.</summary>
public sealed class FailingDiskTests
{
    [Fact]
    [Trait("Fault", "4")]
    public async Task A_gateway_whose_fsync_fails_acknowledges_nothing_more_says_so_and_has_all_it_acknowledged_after_a_restart()
    {
        Assert.SkipUnless(HasStrace(), "strace, which lets fsync fail, is not installed or not permitted.");
        await using GatewayUnderTest gateway = new();
        string trace = Path.Combine(gateway.Directory, "trace");
        gateway.Under =
        [
            "strace", "-f", "-qq", "-o", trace, "-P", Path.Combine(gateway.Directory, "frames.db-wal"),
            "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO:when=12",
        ];
        await gateway.StartAsync();
        TestStream stream = new(0x4000);
        uint known;
        await using (TestBoard board = await gateway.ConnectAsync())
        {
            Task<JsonElement> unhealthy = gateway.HealthUntilAsync((code, _) => code == HttpStatusCode.ServiceUnavailable);
            while (!unhealthy.IsCompleted)
            {
                await board.SendAsync(stream.Next());
                await Task.WhenAny(unhealthy, board.AcknowledgedAsync(stream.Id, stream.Last));
            }

            JsonElement health = await unhealthy;
            string problem = string.Join(' ', health.GetProperty("problems").EnumerateArray().Select(one => one.GetString()));
            Assert.Contains(gateway.Directory, problem, StringComparison.Ordinal);
            Assert.Contains("until the program is started again", problem, StringComparison.Ordinal);
            Assert.Equal("broken", health.GetProperty("detail").GetProperty("log").GetProperty("state").GetString());
            known = board.AcknowledgedTo(stream.Id);
            Assert.InRange(known, 1u, stream.Last - 1);
            await board.SendAsync(stream.Next(3));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await gateway.HealthAsync()).Code);
            Assert.Equal(known, board.AcknowledgedTo(stream.Id));
        }

        await gateway.KillAsync();
        // One failed, and no second one was tried and believed.
        string[] calls = [.. File.ReadLines(trace).Where(line => line.Contains("sync(", StringComparison.Ordinal))];
        Assert.Contains("INJECTED", calls[^1], StringComparison.Ordinal);
        SortedDictionary<uint, byte[]> stored = gateway.Stored(stream.Id);
        Assert.All(stream.Made.Where(frame => frame.Key <= known), frame => Assert.Equal(frame.Value, stored[frame.Key]));
        gateway.Under = [];
        await gateway.StartAsync();
        await using TestBoard again = await gateway.ConnectAsync();
        await again.SendAsync(stream.Made.Where(frame => frame.Key > known).Select(frame => frame.Value));
        await again.AcknowledgedAsync(stream.Id, stream.Last);
    }

    [Fact]
    [Trait("Fault", "5")]
    public async Task A_full_disk_stops_acknowledgements_not_the_page_and_when_there_is_room_all_goes_on()
    {
        using SmallDisk disk = Mounted("size=6m");
        await using GatewayUnderTest gateway = new(disk.Path);
        await gateway.StartAsync();
        await using TestBoard board = await gateway.ConnectAsync();
        TestStream stream = new(0x5000);
        await board.SendAsync(stream.Next());
        await board.AcknowledgedAsync(stream.Id, 1);
        disk.Fill();
        Task<JsonElement> unhealthy = gateway.HealthUntilAsync((code, health) =>
            code == HttpStatusCode.ServiceUnavailable && health.ToString().Contains("is full", StringComparison.Ordinal));
        while (!unhealthy.IsCompleted)
        {
            await board.SendAsync(stream.Next(10));
            await Task.WhenAny(unhealthy, board.AcknowledgedAsync(stream.Id, stream.Last));
        }

        JsonElement full = await unhealthy;
        Assert.Contains(disk.Path, full.GetProperty("problems")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("waiting", full.GetProperty("detail").GetProperty("log").GetProperty("state").GetString());
        uint known = board.AcknowledgedTo(stream.Id);
        Assert.InRange(known, 1u, stream.Last - 1);
        while (!WebUtility.HtmlDecode(await gateway.GetAsync("/")).Contains("is full", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, gateway.Token);
        }


        disk.Free();
        await board.AcknowledgedAsync(stream.Id, stream.Last);
        await gateway.HealthUntilAsync((code, _) => code == HttpStatusCode.OK);
        Assert.Equal(stream.Made, gateway.Stored(stream.Id));
        await gateway.StopAsync();
    }

    [Fact]
    [Trait("Fault", "6")]
    public async Task A_data_directory_whose_parent_is_missing_is_refused_by_name_and_nothing_is_made()
    {
        string parent = Path.Combine(Path.GetTempPath(), "edgelogger-missing-" + Guid.NewGuid().ToString("N"));
        string missing = Path.Combine(parent, "cells");
        ProgramResult run = await RefusalAsync(missing);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"The data directory {missing} cannot be made, because there is no folder {parent}.", run.Errors,
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(parent));
    }

    [Theory]
    [InlineData("cells")]
    [InlineData("cells/")]
    public async Task A_data_directory_in_a_folder_that_is_there_is_made_and_that_is_said(string name)
    {
        using CancellationTokenSource patience =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(8));
        string parent = Directory.CreateTempSubdirectory("edgelogger-made-").FullName;
        try
        {
            await using (ServeProcess serve = await ServeProcess.StartAsync(Path.Combine(parent, name), patience.Token))
            {
                Assert.Contains($"made:   {Path.Combine(parent, name)}, for a new log", serve.Said, StringComparison.Ordinal);
                Assert.Equal(0, await serve.StopAsync(patience.Token));
            }

            await using ServeProcess again = await ServeProcess.StartAsync(Path.Combine(parent, name), patience.Token);
            Assert.DoesNotContain("made:", again.Said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    [Fact]
    [Trait("Fault", "6")]
    public async Task A_data_directory_that_cannot_be_made_is_refused_by_name()
    {
        using SmallDisk disk = Mounted("size=1m,ro");
        ProgramResult run = await RefusalAsync(Path.Combine(disk.Path, "cells"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"The data directory {disk.Path}/cells cannot be made in {disk.Path}:", run.Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Fault", "6")]
    public async Task A_data_directory_that_cannot_be_written_is_refused_by_name()
    {
        using SmallDisk disk = Mounted("size=1m,ro");
        ProgramResult run = await RefusalAsync(disk.Path);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{disk.Path} cannot be written", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(64)]
    public async Task A_start_on_a_full_disk_says_so_in_one_sentence_and_leaves_no_folder(int usedKib)
    {
        using SmallDisk disk = Mounted("size=64k");
        await File.WriteAllBytesAsync(
            Path.Combine(disk.Path, "other"), new byte[usedKib * 1024], TestContext.Current.CancellationToken);
        string cells = Path.Combine(disk.Path, "cells");

        ProgramResult run = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, "serve", "--data", cells, "--listen", "127.0.0.1", "--port", "0", "--tls-port",
            "-1", "--web", "-1");

        Assert.Equal(2, run.ExitCode);
        string sentence = Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(cells, sentence, StringComparison.Ordinal);
        Assert.Contains("is full", sentence, StringComparison.Ordinal);
        Assert.Contains("Make room there", sentence, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cells));
    }

    private static SmallDisk Mounted(string options)
    {
        SmallDisk? disk = SmallDisk.TryMount(options);
        Assert.SkipUnless(disk is not null, "tmpfs cannot be mounted by this user.");
        return disk;
    }

    // One that does not refuse would run for ever.
    private static async Task<ProgramResult> RefusalAsync(string directory)
    {
        using CancellationTokenSource patience =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(8));
        return await EdgeLoggerProgram.RunAsync(
            patience.Token, "serve", "--data", directory, "--listen", "127.0.0.1", "--port", "0", "--tls-port", "-1",
            "--web", "-1");
    }

    private static bool HasStrace()
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo("strace", ["-qq", "-e", "trace=fsync", "true"]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
