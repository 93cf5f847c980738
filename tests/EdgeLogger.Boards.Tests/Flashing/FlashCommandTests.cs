using System;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using EdgeLogger.VirtualBench.Serial;

namespace EdgeLogger.Boards.Tests.Flashing;

/// <summary><c>edgelogger board flash</c> at a terminal, with a stand-in for nanoff.</summary>
public sealed class FlashCommandTests
{
    [Fact]
    public async Task A_board_gets_the_interpreter_and_then_the_program()
    {
        using StandInNanoff nanoff = new();
        using PseudoTerminal port = new();
        ProgramResult run = await RunAsync("--port", port.Path, "--image", nanoff.Image, "--nanoff", nanoff.Program, "--target",
            "ESP32_REV3");

        Assert.Equal("", run.Errors);
        Assert.Equal(
            [$"--update --target ESP32_REV3 --serialport {port.Path}",
                $"--target ESP32_REV3 --serialport {port.Path} --deploy --image {nanoff.Image}"],
            nanoff.Called);
        Assert.Contains($"{port.Path}: Flashing...", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 of 1 flashed.\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Several_boards_are_flashed_and_one_that_fails_holds_up_no_other()
    {
        using StandInNanoff nanoff = new();
        using PseudoTerminal first = new();
        using PseudoTerminal second = new();
        ProgramResult run = await RunAsync(
            "--port", first.Path, "--port", "/dev/ttyNONE", "--port", second.Path, "--nanoff", nanoff.Program, "--erase");

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("2 of 3 flashed.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("/dev/ttyNONE: There is no serial port /dev/ttyNONE.", run.Errors, StringComparison.Ordinal);
        Assert.Equal(
            new[] { first.Path, second.Path }
            .Select(port => $"--update --target ESP32_S3 --serialport {port} --masserase").Order(),
            nanoff.Called.Order());
    }

    [Fact]
    public async Task What_nanoff_says_when_it_fails_is_reported()
    {
        using StandInNanoff nanoff = new(exitCode: 7);
        using PseudoTerminal port = new();
        ProgramResult run = await RunAsync("--port", port.Path, "--image", nanoff.Image, "--nanoff", nanoff.Program);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nanoff failed", run.Errors, StringComparison.Ordinal);
        Assert.Contains("with code 7", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Error E4000", run.Errors, StringComparison.Ordinal);
        Assert.Single(nanoff.Called);
    }

    [Fact]
    public async Task What_is_missing_is_reported_before_any_board_is_touched()
    {
        using StandInNanoff nanoff = new();
        using PseudoTerminal port = new();
        ProgramResult noTool = await RunAsync("--port", port.Path, "--nanoff", "/nowhere/nanoff");
        ProgramResult noImage = await RunAsync(
            "--port", port.Path, "--nanoff", nanoff.Program, "--image", "/nowhere/Firmware.bin");
        ProgramResult noPort = await RunAsync("--nanoff", nanoff.Program);

        Assert.Equal((2, "edgelogger: There is no program /nowhere/nanoff.\n"), (noTool.ExitCode, noTool.Errors));
        Assert.Contains("--image /nowhere/Firmware.bin does not exist; give the image that the device build makes.",
            noImage.Errors, StringComparison.Ordinal);
        Assert.Contains("Name the board's port with --port", noPort.Errors, StringComparison.Ordinal);
        Assert.Empty(nanoff.Called);
    }

    private static Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, ["board", "flash", .. arguments]);
}
