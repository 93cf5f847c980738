using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using EdgeLogger.Conformance.Tests.Rules;

namespace EdgeLogger.Conformance.Tests;

/// <summary>
/// The packages of the board's program against each other. The interpreter links an assembly only to one of the same major and
/// minor version as it was built against; if one does not fit, the program is not started.
/// </summary>
public sealed class DevicePackageTests
{
    // No nuspec of these versions was to be had.
    private static readonly string[] NotKnown = ["nanoFramework.System.Collections", "nanoFramework.System.Text"];

    private static readonly string Device = Path.Combine(DeviceSources.Repository(), "firmware", "EdgeLogger.Device");

    [Fact]
    public void Every_package_of_the_board_is_in_the_table_of_dependencies() => Assert.Equal(
        Packages().Select(one => $"{one.Key} {one.Value}"),
        Table().Select(row => $"{row.Package} {row.Version}").Distinct());

    [Fact]
    public void Every_package_was_built_against_what_the_board_has() => Assert.Empty(Mismatches(Packages(), Table()));

    [Fact]
    public void Only_two_packages_do_not_say_what_they_were_built_against() => Assert.Equal(
        NotKnown, Table().Where(row => row.DependsOn == "?").Select(row => row.Package));

    [Fact]
    public void A_package_built_against_another_core_library_is_found()
    {
        Dependency old = new("nanoFramework.System.IO.Ports", "1.1.86", "nanoFramework.CoreLibrary", "1.15.5");
        Dependency absent = new("nanoFramework.M2Mqtt", "5.1.220", "nanoFramework.System.Security", "1.0.0");

        Assert.Equal(
            ["nanoFramework.System.IO.Ports 1.1.86 was built against nanoFramework.CoreLibrary 1.15.5, the board has 1.17.11",
                "nanoFramework.M2Mqtt 5.1.220 was built against nanoFramework.System.Security 1.0.0, the board has none"],
            Mismatches(Packages(), [old, absent]));
    }

    private static IEnumerable<string> Mismatches(Dictionary<string, string> packages, IEnumerable<Dependency> table) =>
        from row in table
        where row.DependsOn is not ("-" or "?")
        let has = packages.GetValueOrDefault(row.DependsOn, "none")
        where MajorMinor(has) != MajorMinor(row.DependencyVersion)
        select $"{row.Package} {row.Version} was built against {row.DependsOn} {row.DependencyVersion}, the board has {has}";

    private static string MajorMinor(string version) => string.Join('.', version.Split('.').Take(2));

    private static Dictionary<string, string> Packages() => XElement.Load(Path.Combine(Device, "packages.config"))
        .Elements("package")
        .ToDictionary(one => one.Attribute("id")!.Value, one => one.Attribute("version")!.Value);

    private static List<Dependency> Table() => File.ReadLines(Path.Combine(Device, "packages.tsv"))
        .Skip(1)
        .Select(line => line.Split('\t'))
        .Select(row => new Dependency(row[0], row[1], row[2], row[3]))
        .ToList();

    private sealed record Dependency(string Package, string Version, string DependsOn, string DependencyVersion);
}
