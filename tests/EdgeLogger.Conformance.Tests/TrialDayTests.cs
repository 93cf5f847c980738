using System;
using EdgeLogger.DeviceTrial;

namespace EdgeLogger.Conformance.Tests;

/// <summary>The simulated day that was also run on nanoFramework's own interpreter (docs/specs/conformance.md).</summary>
public sealed class TrialDayTests
{
    // The interpreter's last line: CoreLibrary 1.17.11, nanoCLR built for 32 bits, 100 KB of managed heap.
    private const string OnTheInterpreter =
        "day rows 86873 frames 1678 bytes 485199 digest 7633B0AE boots 2 lost 178 charge 15328647588 energy 10628551658731";

    [Fact]
    public void A_simulated_day_makes_here_the_bytes_it_made_on_the_devices_interpreter() =>
        Assert.Equal(OnTheInterpreter, new TrialDay(_ => { }, null).Run());

    [Fact]
    public void The_frames_themselves_can_be_had_for_a_comparison_byte_by_byte()
    {
        int digits = 0;

        string last = new TrialDay(_ => { }, line => digits += line.Length).Run();

        Assert.Contains($" bytes {digits / 2} ", last, StringComparison.Ordinal);
    }
}
