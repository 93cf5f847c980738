using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace EdgeLogger.Architecture.Tests.Dependencies;

/// <summary>Dependencies point one way: docs/architecture.md.</summary>
public sealed class DirectionTests
{
    /// <summary>Each assembly of the product with a namespace in it that has a rule.</summary>
    public static TheoryData<string, string> Namespaces
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (string from in ProductRules.Known.Where(from => from != "EdgeLogger.Gateway"))
            {
                all.Add(Product.Assemblies.Contains(from) ? from : Product.Shared, from);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void A_project_uses_only_what_lies_below_it(string assembly, string from) =>
        AssertNone(ProductRules.Direction(from).Violations(Product.PathOf(assembly)));

    [Fact]
    public void Each_project_has_its_place_in_the_order() => Assert.Equal(
        Product.Assemblies.Select(assembly => assembly == Product.Program ? "EdgeLogger.Gateway" : assembly)
        .Where(name => name != Product.Shared).Order(),
        ProductRules.Known.Where(name => name.Split('.')[1] is not ("Authentication" or "Frames" or "Topics" or "Units"))
            .Order());

    [Fact]
    public void Nothing_of_the_product_uses_bench_firmware_or_hardware() => AssertNone(Product.Assemblies
        .Where(assembly => assembly != "EdgeLogger.Firmware")
        .SelectMany(assembly => ProductRules.NothingOfTheBench.Violations(Product.PathOf(assembly))));

    [Fact]
    public void The_cycle_engine_has_no_input_no_output_no_clock_and_no_logger() =>
        AssertNone(ProductRules.PureCycles.Violations(Product.PathOf("EdgeLogger.Cycles")));

    [Fact]
    public void The_program_is_shipped_with_nothing_of_bench_firmware_or_hardware()
    {
        using JsonDocument dependencies = JsonDocument.Parse(File.ReadAllText(Product.DependenciesOfTheProgram));
        string[] projects = [.. dependencies.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "project")
            .Select(library => library.Name.Split('/')[0])];

        Assert.Equal(Product.Assemblies.Where(assembly => assembly != "EdgeLogger.Firmware").Order(), projects.Order());
    }

    private static void AssertNone(IEnumerable<string> violations) =>
        Assert.True(!violations.Any(), string.Join('\n', violations));
}
