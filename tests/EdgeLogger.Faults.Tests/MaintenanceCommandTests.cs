using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Frames;
using EdgeLogger.Harness;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Faults.Tests;

public sealed class MaintenanceCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("edgelogger-maintenance-").FullName;
    private readonly string _data;
    private readonly string _copy;

    public MaintenanceCommandTests()
    {
        _data = Directory.CreateDirectory(Path.Combine(_root, "data")).FullName;
        _copy = Path.Combine(_root, "copy");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_backup_of_a_log_that_is_being_written_is_a_data_directory_of_its_own_with_the_accounts()
    {
        BrokerAccounts.Open(Path.Combine(_data, "broker")).Add("board-a");
        await using FrameLogWriter log = Open(_data);
        for (uint sequence = 1; sequence <= 300; sequence++)
        {
            await AppendAsync(log, sequence);
        }

        using CancellationTokenSource enough = new();
        Task writing = Task.Run(() => WriteOnAsync(log, enough.Token), CancellationToken.None);
        (int exitCode, string output) = await RunAsync("backup", _copy, "--data", _data);
        await enough.CancelAsync();
        await writing;
        Assert.True(exitCode == 0, output);
        Assert.Equal(["board-a"], BrokerAccounts.Open(Path.Combine(_copy, "broker")).Boards);
        await using FrameLogWriter copy = Open(_copy);
        using FrameLogReader reader = FrameLogReader.Open(_copy);
        FrameBatch batch = new();
        reader.ReadStream(1, 1, int.MaxValue, batch);
        Assert.True(batch.Count >= 300);
        Assert.Equal((uint)batch.Count, reader.FindStream(1)?.Contiguous);
        Assert.All(batch.Frames.ToArray(), frame => Assert.False(frame.IsDamaged));
        Assert.Equal(["copy", "data"], Directory.GetDirectories(_root).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_backup_never_overwrites_and_leaves_nothing_behind_when_there_is_nothing_to_copy()
    {
        Directory.CreateDirectory(_copy);
        (int exitCode, string output) = await RunAsync("backup", _copy, "--data", _data);
        Assert.Equal(2, exitCode);
        Assert.Contains("is there already", output, StringComparison.Ordinal);
        Directory.Delete(_copy);
        (exitCode, output) = await RunAsync("backup", _copy, "--data", _data);
        Assert.Equal(2, exitCode);
        Assert.Contains($"There is no frame log in {_data}", output, StringComparison.Ordinal);
        Assert.Equal(["data"], Directory.GetDirectories(_root).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_backup_holds_secrets_says_so_and_is_its_owners_only()
    {
        BrokerAccounts.Open(Path.Combine(_data, "broker")).Add("board-a");
        BoardKeys.Open(Path.Combine(_data, "broker")).AddAll(["board-a"]);
        await using (FrameLogWriter log = Open(_data))
        {
            await AppendAsync(log, 1);
        }

        string rules = Path.Combine(_data, "alerts.yaml");
        await File.WriteAllTextAsync(rules, "rules: []\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(rules, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }

        (int exitCode, string output) = await RunAsync("backup", _copy, "--data", _data);

        Assert.True(exitCode == 0, output);
        Assert.Contains("the boards' keys (keys.json)", output, StringComparison.Ordinal);
        Assert.Contains("It holds secrets", output, StringComparison.Ordinal);
        Assert.Equal(["board-a"], BoardKeys.Open(Path.Combine(_copy, "broker")).Boards);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        UnixFileMode others = (UnixFileMode)Convert.ToInt32("077", 8);
        Assert.All(Directory.EnumerateFileSystemEntries(_copy, "*", SearchOption.AllDirectories).Append(_copy),
            path => Assert.True(OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & others) == 0, path));
    }

    [Fact]
    public async Task A_backup_with_damaged_keys_says_so_and_does_not_end_as_if_all_were_well()
    {
        string broker = Directory.CreateDirectory(Path.Combine(_data, "broker")).FullName;
        await File.WriteAllTextAsync(Path.Combine(broker, "keys.json"), "{torn", TestContext.Current.CancellationToken);
        await using (FrameLogWriter log = Open(_data))
        {
            await AppendAsync(log, 1);
        }

        (int exitCode, string output) = await RunAsync("backup", _copy, "--data", _data);

        Assert.Equal(1, exitCode);
        Assert.Contains($"{_data}/broker/keys.json cannot be read at the document", output, StringComparison.Ordinal);
        Assert.Contains("The rest of the copy is whole.", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_copy, "frames.db")));
    }

    [Theory]
    [InlineData("backups/today")]
    [InlineData("../link/today")]
    public async Task A_backup_into_the_data_folder_itself_is_refused(string place)
    {
        await using (FrameLogWriter log = Open(_data))
        {
            await AppendAsync(log, 1);
        }

        Directory.CreateSymbolicLink(Path.Combine(_root, "link"), _data);

        (int exitCode, string output) = await RunAsync("backup", Path.Combine(_data, place), "--data", _data);

        Assert.Equal(2, exitCode);
        Assert.Contains($"is within the data directory {_data}", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_data, "*today*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_board_whose_frames_wait_for_a_schema_is_listed_with_that()
    {
        BrokerAccounts.Open(Path.Combine(_data, "broker")).AddAll(["board-a", "board-b"]);
        await using (FrameLogWriter log = Open(_data))
        {
            for (uint sequence = 1; sequence <= 150; sequence++)
            {
                await AppendAsync(log, sequence, ageS: 60);
            }
        }

        (int exitCode, string output) = await RunAsync("board", "list", "--data", _data);

        Assert.Equal(0, exitCode);
        Assert.Contains("Board board-a: 150 frames of 1 slot wait for a schema (hash 00c0ffee) since ", output,
            StringComparison.Ordinal);
        Assert.Contains("`edgelogger board reboot board-a`", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Board board-b", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_names_a_changed_frame_and_moves_it_when_asked_but_not_while_a_gateway_has_the_log()
    {
        await using (FrameLogWriter log = Open(_data))
        {
            for (uint sequence = 1; sequence <= 3; sequence++)
            {
                await AppendAsync(log, sequence);
            }
        }

        FlipABitOf(Frame(2));
        (int exitCode, string output) = await RunAsync("doctor", "--data", _data);
        Assert.Equal(1, exitCode);
        Assert.Contains("1 of 3 have been changed by the disk (0000000000000001/2)", output, StringComparison.Ordinal);
        Assert.Contains("the board has not sent it", output, StringComparison.Ordinal);
        await using (FrameLogWriter inUse = Open(_data))
        {
            (exitCode, output) = await RunAsync("doctor", "--repair", "--data", _data);
            Assert.Equal(1, exitCode);
            Assert.Contains($"in use by another EdgeLogger (process {Environment.ProcessId})", output, StringComparison.Ordinal);
        }

        (_, output) = await RunAsync("doctor", "--repair", "--data", _data);
        Assert.Contains("1 of 1 damaged frames moved to quarantine", output, StringComparison.Ordinal);
        using FrameLogReader reader = FrameLogReader.Open(_data);
        Assert.Equal([new RefusalCount("damaged-on-disk", "board-a", 1)], reader.ReadRefusals());
        FrameBatch batch = new();
        reader.ReadStream(1, 1, int.MaxValue, batch);
        Assert.Equal([1u, 3u], batch.Frames.ToArray().Select(frame => frame.Sequence));
    }

    private static FrameLogWriter Open(string directory)
    {
        FrameLogWriter log = FrameLogWriter.Open(directory, new FrameLogOptions(), TimeProvider.System);
        log.Committed += batch =>
        {
            foreach (CommittedItem item in batch.Items)
            {
                (item.Token as TaskCompletionSource)?.SetResult();
            }
        };
        log.Start();
        return log;
    }

    private static async Task AppendAsync(FrameLogWriter log, uint sequence, int ageS = 0)
    {
        byte[] bytes = Frame(sequence);
        FrameReader reader = new();
        Assert.Equal(FrameError.None, reader.Open(bytes, 0, bytes.Length));
        TaskCompletionSource reported = new(TaskCreationOptions.RunContinuationsAsynchronously);
        long nowMs = TimeProvider.System.GetUtcNow().AddSeconds(-ageS).ToUnixTimeMilliseconds();
        await log.AppendAsync(new FrameAppend("board-a", "el/1/board-a/live", bytes, reader, nowMs, reported),
            CancellationToken.None);
        await reported.Task;
    }

    private static async Task WriteOnAsync(FrameLogWriter log, CancellationToken enough)
    {
        for (uint sequence = 301; !enough.IsCancellationRequested; sequence++)
        {
            await AppendAsync(log, sequence);
        }
    }

    private static byte[] Frame(uint sequence)
    {
        FrameWriter writer = new();
        writer.BeginRows(1, 1, 0xC0FFEE, 1000, 1, 0);
        for (int row = 0; row < 20; row++)
        {
            writer.TryAddRow(1000L * row, [(int)sequence * 7919 + (row * 131)], new byte[1]);
        }

        int length = writer.Finish(sequence, TimeQuality.None, 0, new Counters());
        return writer.Buffer[..length];
    }

    // As a disk would: in the file, behind SQLite's back.
    private void FlipABitOf(byte[] frame)
    {
        string path = Path.Combine(_data, "frames.db");
        byte[] file = File.ReadAllBytes(path);
        int at = file.AsSpan().IndexOf(frame);
        Assert.True(at > 0);
        file[at + (frame.Length / 2)] ^= 0x10;
        File.WriteAllBytes(path, file);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        ProgramResult run = await ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, arguments);
        return (run.ExitCode, run.Output + run.Errors);
    }
}
