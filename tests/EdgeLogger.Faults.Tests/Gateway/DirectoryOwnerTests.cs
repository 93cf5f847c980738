using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>A data directory that is somebody else's: another gateway's, or a newer program's.</summary>
public sealed class DirectoryOwnerTests
{
    [Fact]
    [Trait("Fault", "13")]
    public async Task A_second_gateway_on_a_directory_refuses_and_names_the_first_which_goes_on()
    {
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        string holder = (await File.ReadAllTextAsync(Path.Combine(gateway.Directory, "frames.pid"), gateway.Token)).Trim();
        ProgramResult second = await ProgramInProcess.RunAsync(
            gateway.Token, "serve", "--data", gateway.Directory, "--listen", "127.0.0.1", "--port", "0", "--tls-port", "-1",
            "--web", "-1");
        Assert.Equal(2, second.ExitCode);
        Assert.Contains($"{gateway.Directory} is in use by another EdgeLogger (process {holder})", second.Errors,
            StringComparison.Ordinal);
        Assert.Equal(gateway.Serve.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), holder);
        await using TestBoard board = await gateway.ConnectAsync();
        TestStream stream = new(0xD000);
        await board.SendAsync(stream.Next());
        await board.AcknowledgedAsync(stream.Id, 1);
    }

    [Fact]
    [Trait("Fault", "14")]
    public async Task A_log_of_a_newer_program_is_refused_and_left_untouched()
    {
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        await gateway.StopAsync();
        string path = Path.Combine(gateway.Directory, "frames.db");
        using (SqliteConnection connection = new($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE meta SET schema_version = 99; PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        Dictionary<string, byte[]> before = Content(gateway.Directory);
        foreach (string[] arguments in (string[][])[["serve", "--web", "-1", "--listen", "127.0.0.1", "--port", "0", "--tls-port",
            "-1"], ["rebuild"], ["doctor", "--repair"]])
        {
            ProgramResult run = await gateway.RunAsync(arguments[0], arguments[1..]);
            Assert.NotEqual(0, run.ExitCode);
            Assert.Contains("newer EdgeLogger (log version 99", run.Output + run.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(before["frames.db"], Content(gateway.Directory)["frames.db"]);
        Assert.Equal(before["derived.db"], Content(gateway.Directory)["derived.db"]);
    }

    private static Dictionary<string, byte[]> Content(string directory) =>
        Directory.GetFiles(directory, "*.db").ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
}
