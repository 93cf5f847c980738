using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Harness;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.RealProcesses;
using EdgeLogger.Testing;
using EdgeLogger.Testing.DataDirectories;
using EdgeLogger.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>Other users of the gateway's machine, and what they can read.</summary>
public sealed class FileRightsTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OthersRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Enter = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly ScratchDirectory _scratch = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(8));

    private string Data => _scratch.File("data");

    public void Dispose()
    {
        _patience.Dispose();
        _scratch.Dispose();
    }

    [Theory, Trait("Fault", "68")]
    [InlineData(BrokerKind.MqttNet)]
    [InlineData(BrokerKind.Mosquitto)]
    public async Task What_the_gateway_keeps_of_cells_and_people_is_its_owners_only(BrokerKind broker)
    {
        SkipOnWindows();
        DataDirectory.Make(Data);
        await RunGatewayAsync(broker);
        foreach (string[] command in (string[][])[["cell", "set", "bench-01/0", "--mass-mg", "6"], ["token", "add", "grafana"],
            ["board", "add", "bench-01"]])
        {
            ProgramResult run = await ProgramInProcess.RunAsync(_patience.Token, [.. command, "--data", Data]);
            Assert.True(run.ExitCode == 0, run.Errors);
        }

        Assert.Subset(
            Kept().Select(path => Path.GetRelativePath(Data, path)).ToHashSet(),
            new HashSet<string>(["frames.db", "frames.lock", "derived.db", "traces.db", "alerts.db", "access.json", "audit.log",
                "cells.db", "broker", "broker/accounts", "broker/port"]));
        AssertOwnersOnly(Kept().Append(Data));
    }

    [Fact, Trait("Fault", "68")]
    public async Task What_an_earlier_version_left_readable_by_others_is_its_owners_only_after_a_start()
    {
        SkipOnWindows();
        DataDirectoryArchive.Unpack("0.1.0", _scratch);
        OpenToOthers();
        Assert.NotEmpty(Kept());

        await RunGatewayAsync(BrokerKind.MqttNet);

        AssertOwnersOnly(Kept().Append(Data));
    }

    [Fact, Trait("Fault", "68")]
    public async Task A_folder_that_holds_what_is_not_the_gateways_keeps_its_mode()
    {
        SkipOnWindows();
        DataDirectoryArchive.Unpack("0.1.0", _scratch);
        await File.WriteAllTextAsync(Path.Combine(Data, "thesis.db"), "mine", _patience.Token);
        OpenToOthers();

        Assert.True(OwnFiles.Close(Data) > 5);

        string[] others = [Path.Combine(Data, "thesis.db"), Data];
        Assert.All(others, path => Assert.Equal(OthersRead, ModeOf(path) & OthersRead));
        AssertOwnersOnly(Kept().Except(others));
    }

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");

    private async Task RunGatewayAsync(BrokerKind broker)
    {
        GatewayOptions options = new() { DataDirectory = Data, Broker = broker, Web = new WebOptions { Port = 0 } };
        GatewayHost gateway = await GatewayHost.StartAsync(
            options, NullLoggerFactory.Instance, TimeProvider.System, _patience.Token);
        await gateway.DisposeAsync();
    }

    private string[] Kept() => Directory.GetFileSystemEntries(Data, "*", SearchOption.AllDirectories);

    private void OpenToOthers()
    {
        foreach (string path in Kept().Append(Data))
        {
            SetMode(path, Owner | OthersRead | (Directory.Exists(path) ? Enter : 0));
        }
    }

    private static void AssertOwnersOnly(IEnumerable<string> paths) =>
        Assert.All(paths, path => Assert.True(ModeOf(path) == (Directory.Exists(path) ? Owner | UnixFileMode.UserExecute : Owner),
            $"{path}: {ModeOf(path)}"));

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? 0 : File.GetUnixFileMode(path);

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
