using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Faults.Tests;

public sealed class StoppedCommandTests
{
    [Fact]
    public async Task A_command_that_is_stopped_half_way_says_so_and_does_not_crash()
    {
        using CancellationTokenSource patience =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(8));
        using Process storm = Process.Start(EdgeLoggerProgram.Start("bench", "storm", "--boards", "200", "--seed", "1"))!;
        try
        {
            // Its boards are made, and it waits for them to catch up.
            while (!(await storm.StandardOutput.ReadLineAsync(patience.Token))!.StartsWith("boards ", StringComparison.Ordinal))
            {
            }

            using Process stop = Process.Start("kill", ["-TERM", storm.Id.ToString(CultureInfo.InvariantCulture)]);
            string errors = await storm.StandardError.ReadToEndAsync(patience.Token);
            await storm.WaitForExitAsync(patience.Token);
            Assert.Equal(("edgelogger: stopped before it was done.\n", 130), (errors, storm.ExitCode));
        }
        finally
        {
            storm.Kill(entireProcessTree: true);
        }
    }
}
