using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using EdgeLogger.Conformance.Tests.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeLogger.Conformance.Tests;

/// <summary>firmware/EdgeLogger.Device, which only nanoFramework's tools build, compiled against stubs of its libraries.</summary>
public sealed class DeviceFlavourTests
{
    private static string ProjectFolder => Path.Combine(DeviceSources.Repository(), "firmware", "EdgeLogger.Device");

    [Fact]
    public void The_device_flavour_compiles_and_keeps_to_what_the_device_has()
    {
        IReadOnlyList<Violation> violations = DeviceRules.CheckDevice(DeviceSources.CompileDevice());

        Assert.True(
            violations.Count == 0,
            "Not for the device (board-api.txt and DeviceStub/ have what it may use):\n" + string.Join('\n', violations));
    }

    [Fact]
    public void Its_own_crc_takes_the_place_of_the_managed_one()
    {
        List<string> crcs = DeviceSources.CompileDevice().SyntaxTrees.Select(tree => tree.FilePath)
            .Where(path => path.EndsWith("Frames/Crc32.cs", StringComparison.Ordinal)).ToList();

        Assert.Equal(["firmware/EdgeLogger.Device/Frames/Crc32.cs"], crcs);
    }

    [Fact]
    public void Every_stub_is_in_the_devices_public_api()
    {
        HashSet<string> device = DeviceListing.Signatures();
        List<string> unknown = Stubs.Of(DeviceSources.CompileStubs())
            .Where(symbol => !DeviceListing.Lacks(symbol))
            .Select(Signature.Of)
            .Where(signature => !device.Contains(signature))
            .ToList();

        Assert.Empty(unknown);
    }

    [Fact]
    public void Every_delegate_of_the_stubs_has_the_devices_parameters()
    {
        HashSet<string> device = DeviceListing.Delegates();
        List<string> unknown = Stubs.Of(DeviceSources.CompileStubs())
            .OfType<INamedTypeSymbol>()
            .Where(type => type.TypeKind == TypeKind.Delegate)
            .Select(Signature.OfDelegate)
            .Where(signature => !device.Contains(signature))
            .ToList();

        Assert.Empty(unknown);
    }

    [Fact]
    public void The_project_references_each_package_at_the_version_it_restores()
    {
        XElement packages = XElement.Load(Path.Combine(ProjectFolder, "packages.config"));
        string project = File.ReadAllText(Path.Combine(ProjectFolder, "EdgeLogger.Device.nfproj"));
        List<string> wanted = packages.Elements("package")
            .Select(one => $@"packages\{one.Attribute("id")!.Value}.{one.Attribute("version")!.Value}\lib\").ToList();

        Assert.Contains(@"packages\nanoFramework.CoreLibrary.1.17.11\lib\", wanted);
        Assert.All(wanted, path => Assert.Contains(path, project, StringComparison.Ordinal));
        Assert.Equal(wanted.Count, project.Split("<HintPath>").Length - 1);
    }

    [Fact]
    public void The_project_compiles_the_language_it_is_checked_in()
    {
        string project = File.ReadAllText(Path.Combine(ProjectFolder, "EdgeLogger.Device.nfproj"));

        Assert.Contains("<LangVersion>" + DeviceSources.ProjectLanguage.ToDisplayString() + "</LangVersion>", project, StringComparison.Ordinal);
    }
}
