using System.Collections.Generic;
using EdgeLogger.Conformance.Tests.Rules;

namespace EdgeLogger.Conformance.Tests;

public sealed class DeviceCodeTests
{
    [Fact]
    public void Shared_and_firmware_keep_to_what_the_device_compiles_and_runs()
    {
        IReadOnlyList<Violation> violations = DeviceRules.Check(DeviceSources.CompileFiles(), DeviceApi.Load());

        Assert.True(
            violations.Count == 0,
            "Not for the device (device-api.txt lists the library it may use):\n" + string.Join('\n', violations));
    }

    [Fact]
    public void Both_folders_are_read()
    {
        IReadOnlyList<string> files = DeviceSources.Files(DeviceSources.Repository());

        Assert.Contains(files, path => path.EndsWith("FrameWriter.cs", System.StringComparison.Ordinal));
        Assert.Contains(files, path => path.EndsWith("BoardCore.cs", System.StringComparison.Ordinal));
        Assert.DoesNotContain(files, path => path.Contains("VirtualBench", System.StringComparison.Ordinal));
    }
}
