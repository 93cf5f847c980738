using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using EdgeLogger.Conformance.Tests.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeLogger.Conformance.Tests;

/// <summary>The board's program, which only nanoFramework's tools build: its sources, and what the ordinary build checks them
/// with.</summary>
public sealed class DeviceFlavourTests
{
    private static readonly string BoardProject = Path.Combine(Folder("Device"), "EdgeLogger.Device.nfproj");
    private static readonly string CheckProject = Path.Combine(Folder("DeviceCheck"), "EdgeLogger.DeviceCheck.csproj");

    [Fact]
    public void The_boards_program_keeps_to_what_the_device_runs()
    {
        IReadOnlyList<Violation> violations = DeviceRules.Check(DeviceCompiler.CompileProgram());

        Assert.True(violations.Count == 0, "It compiles, and fails on the device:\n" + string.Join('\n', violations));
    }

    [Fact]
    public void All_of_the_program_is_read_with_the_native_crc_in_the_place_of_the_managed_one()
    {
        List<string> files = DeviceSources.Program().Select(path => path.Replace('\\', '/')).ToList();

        Assert.Contains("shared/Frames/FrameWriter.cs", files);
        Assert.Contains("firmware/EdgeLogger.Firmware/Board/BoardCore.cs", files);
        Assert.Contains("firmware/EdgeLogger.Device/Board/BoardLoop.cs", files);
        Assert.Contains("firmware/EdgeLogger.DeviceTrial/TrialDay.cs", files);
        Assert.Contains("firmware/EdgeLogger.Device/Frames/Crc32.cs", files);
        Assert.Single(files, path => path.EndsWith("/Crc32.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(files, path => path.Contains("VirtualBench", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_stub_is_in_the_devices_public_api()
    {
        HashSet<string> device = DeviceListing.Signatures();
        List<string> unknown = Stubs.Of(DeviceCompiler.CompileStubs())
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
        List<string> unknown = Stubs.Of(DeviceCompiler.CompileStubs())
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
        XElement packages = XElement.Load(Path.Combine(Folder("Device"), "packages.config"));
        List<string> wanted = packages.Elements("package")
            .Select(one => $@"packages\{one.Attribute("id")!.Value}.{one.Attribute("version")!.Value}\lib\").ToList();
        string project = File.ReadAllText(BoardProject);

        Assert.All(wanted, path => Assert.Contains(path, project, StringComparison.Ordinal));
        Assert.Equal(wanted.Count, project.Split("<HintPath>").Length - 1);
    }

    [Fact]
    public void The_check_compiles_the_projects_files_in_its_language_against_its_core_library()
    {
        Assert.Equal(Compiled(BoardProject), Compiled(CheckProject));
        Assert.All([BoardProject, CheckProject], project =>
        {
            Assert.Equal(DeviceCompiler.Language.ToDisplayString(), Value(project, "LangVersion"));
            Assert.Equal("enable", Value(project, "Nullable"));
        });
        Assert.Contains($@"\nanoFramework.CoreLibrary.{PinnedCoreLibrary()}\", File.ReadAllText(BoardProject),
            StringComparison.Ordinal);
    }

    private static string Folder(string name) => Path.Combine(DeviceSources.Repository(), "firmware", "EdgeLogger." + name);

    /// <summary>What the project includes and excludes, as full paths.</summary>
    private static List<string> Compiled(string project) => XElement.Load(project).Descendants()
        .Where(element => element.Name.LocalName == "Compile")
        .SelectMany(element => new[] { "Include", "Exclude" }.SelectMany(list => Paths(project, element, list)))
        .Order(StringComparer.Ordinal)
        .ToList();

    private static IEnumerable<string> Paths(string project, XElement element, string list) =>
        (element.Attribute(list)?.Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(path => Path.Combine(Path.GetDirectoryName(project)!, path.Replace('\\', '/')))
            .Select(path => list + " " + Path.GetFullPath(path));

    private static string PinnedCoreLibrary() =>
        XElement.Load(Path.Combine(DeviceSources.Repository(), "Directory.Packages.props"))
        .Descendants("PackageVersion")
        .Single(one => one.Attribute("Include")!.Value == "nanoFramework.CoreLibrary")
        .Attribute("Version")!.Value;

    private static string Value(string project, string property) =>
        XElement.Load(project).Descendants().Single(element => element.Name.LocalName == property).Value;
}
