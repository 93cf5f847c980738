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
    public async Task A_board_gets_the_interpreter_for_its_chip_and_the_program()
    {
        using StandInNanoff nanoff = new();
        using PseudoTerminal port = new();
        ProgramResult run = await RunAsync("--port", port.Path, "--image", nanoff.Image, "--nanoff", nanoff.Program);

        Assert.Equal("", run.Errors);
        Assert.Equal(
            [$"--platform esp32 --serialport {port.Path} --devicedetails",
                $"--update --target ESP32_S3_OCTAL --serialport {port.Path} --deploy --image {nanoff.Image}"],
            nanoff.Called);
        Assert.Contains($"{port.Path}: ESP32-S3 (QFN56) (revision v0.2), 8 MB of flash, 8 MB of PSRAM\n", run.Output,
            StringComparison.Ordinal);
        Assert.EndsWith($"{port.Path}: done, with interpreter 1.17.0.640\n1 of 1 flashed.\n", run.Output,
            StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_target_and_an_interpreter_that_are_named_are_taken_and_the_chip_is_not_asked()
    {
        using StandInNanoff nanoff = new();
        using PseudoTerminal port = new();
        ProgramResult run = await RunAsync(
            "--port", port.Path, "--nanoff", nanoff.Program, "--target", "ESP32_REV3", "--interpreter", "1.17.0.640");

        Assert.Equal("", run.Errors);
        Assert.Equal([$"--update --target ESP32_REV3 --serialport {port.Path} --fwversion 1.17.0.640"], nanoff.Called);
    }

    [Theory]
    [InlineData("1.16.0.578")]
    [InlineData("2.0.0.12")]
    public async Task An_interpreter_that_does_not_start_the_program_is_an_error(string version)
    {
        using StandInNanoff nanoff = new(version: version);
        using PseudoTerminal port = new();
        ProgramResult run = await RunAsync("--port", port.Path, "--nanoff", nanoff.Program);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"The interpreter on the board is now {version}, and the program needs 1.17.", run.Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chip_that_the_program_does_not_run_on_is_not_flashed()
    {
        using StandInNanoff nanoff = new(chip: "ESP32-C3 (ESP32-C3 (QFN32) (revision v0.4))\nFlash size 4MB unknown from");
        using PseudoTerminal port = new();
        ProgramResult run = await RunAsync("--port", port.Path, "--nanoff", nanoff.Program);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the program runs on ESP32-S3 and ESP32.", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith("--devicedetails", Assert.Single(nanoff.Called), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_boards_are_flashed_and_one_that_fails_holds_up_no_other()
    {
        using StandInNanoff nanoff = new();
        using PseudoTerminal first = new();
        using PseudoTerminal second = new();
        ProgramResult run = await RunAsync("--port", first.Path, "--port", "/dev/ttyNONE", "--port", second.Path, "--nanoff",
            nanoff.Program, "--erase", "--target", "ESP32_S3_QUAD");

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("2 of 3 flashed.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("/dev/ttyNONE: There is no serial port /dev/ttyNONE.", run.Errors, StringComparison.Ordinal);
        Assert.Equal(
            new[] { first.Path, second.Path }
            .Select(port => $"--update --target ESP32_S3_QUAD --serialport {port} --masserase").Order(),
            nanoff.Called.Order());
    }

    [Fact]
    public async Task What_nanoff_says_when_it_fails_is_reported()
    {
        using StandInNanoff nanoff = new(exitCode: 7);
        using PseudoTerminal port = new();
        ProgramResult run = await RunAsync("--port", port.Path, "--image", nanoff.Image, "--nanoff", nanoff.Program, "--target",
            "ESP32_S3_OCTAL");

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
        Assert.Contains("--image /nowhere/Firmware.bin does not exist; give EdgeLogger.Device.bin, which the device build makes.",
            noImage.Errors, StringComparison.Ordinal);
        Assert.Contains("Name the board's port with --port", noPort.Errors, StringComparison.Ordinal);
        Assert.Empty(nanoff.Called);
    }

    private static Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, ["board", "flash", .. arguments]);
}
