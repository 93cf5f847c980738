using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using Spectre.Console;

namespace EdgeLogger.Gateway.Tests;

/// <summary>Every quantity of <c>edgelogger cycles</c>, and the techniques.</summary>
public sealed class CycleQuantityTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-quantities-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_narrow_terminal_gets_a_table_of_80_columns_with_the_trends_below_it()
    {
        string record = Cycling(12);
        ProgramResult run = await RunAsync(record, "--mass-mg", "6", "--one-c-ma-g", "200", "--area-cm2", "0.785");

        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Contains("plain CSV, ", run.Output, StringComparison.Ordinal);
        Assert.Contains("mAh/g", run.Output, StringComparison.Ordinal);
        Assert.Contains("a: 11 cycles, reference cycle 3 with", run.Output, StringComparison.Ordinal);
        Assert.Matches("retention +[0-9.]+ %", run.Output);
        Assert.Matches("voltage decay +[+-][0-9.]+ mV [(][+-][0-9.]+ to [+-][0-9.]+[)]", run.Output);
        Assert.Contains("equivalent full cycles", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wide_terminal_gets_more_of_each_cycle_and_a_narrow_one_does_not()
    {
        RecordResults results = Analysed()
            with
        { Metadata = new CellMetadata { ActiveMassMg = 6, AreaCm2 = 0.785, OneCMilliampPerG = 200 } };
        string wide = Printed(results, 200);
        string narrow = Printed(results, 80);
        foreach (string heading in (string[])["mAh/cm2", "polaris.", "C-rate"])
        {
            Assert.Contains(heading, wide, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("polaris.", narrow, StringComparison.Ordinal);
        // Nothing is known of pressure: no column of dashes.
        Assert.DoesNotContain("MPa", wide, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_and_csv_hold_the_same_quantities_under_the_same_names()
    {
        string record = Cycling(3);
        string csv = (await RunAsync(record, "--csv", "-", "--halves", "--mass-mg", "6", "--area-cm2", "0.785")).Output;
        using JsonDocument json =
            JsonDocument.Parse((await RunAsync(record, "--json", "-", "--mass-mg", "6", "--area-cm2", "0.785")).Output);

        string[] columns = csv.Split('\n')[0].Split(',');
        string[] first = csv.Split('\n')[1].Split(',');
        JsonElement half = json.RootElement.GetProperty("halves")[0];
        string[] quantities = [.. columns.SkipWhile(column => column != "duration_s")
            .TakeWhile(column => column != "constant_voltage")];
        Assert.Equal(24, quantities.Length);
        foreach (string quantity in quantities)
        {
            string cell = first[Array.IndexOf(columns, quantity)];
            JsonElement value = half.GetProperty(quantity);
            double? known = value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();
            Assert.Equal(cell, known?.ToString("R", CultureInfo.InvariantCulture) ?? "");
        }

        Assert.Equal(1000 * half.GetProperty("capacity_ah").GetDouble() / 0.006, half.GetProperty("specific_capacity_mah_per_g")
            .GetDouble(), 1e-9);
        Assert.Equal(1000 * half.GetProperty("capacity_ah").GetDouble() / 0.785, half.GetProperty("areal_capacity_mah_per_cm2")
            .GetDouble(), 1e-9);
        JsonElement cycle = json.RootElement.GetProperty("cycles")[0];
        Assert.InRange(
            cycle.GetProperty("coulombic_efficiency").GetDouble(),
            cycle.GetProperty("coulombic_efficiency_low").GetDouble(), cycle.GetProperty("coulombic_efficiency_high")
                .GetDouble());
        Assert.Equal("6", json.RootElement.GetProperty("metadata").GetProperty("mass_mg").GetString());
    }

    [Fact]
    public async Task Steps_are_a_table_of_their_own()
    {
        ProgramResult run = await RunAsync(Cycling(2), "--steps", "--csv", Path.Combine(_directory, "steps.csv"));
        Assert.Contains("constant current", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("file,kind,first_row,", await File.ReadAllTextAsync(
            Path.Combine(_directory, "steps.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_that_is_given_turns_charge_into_discharge_also_in_the_curves()
    {
        string record = Cycling(3);
        using JsonDocument json = JsonDocument.Parse(
            (await RunAsync(record, "--sign", "discharge-positive", "--json", "-", "--plot",
                Path.Combine(_directory, "page.svg"))).Output);
        Assert.Equal("discharge", json.RootElement.GetProperty("halves")[0].GetProperty("direction").GetString());
        Assert.Contains("sign_suspect", json.RootElement.GetProperty("quality_flags").EnumerateArray()
            .Select(flag => flag.GetString()));
        // Charge passed counts up in every branch; read with the file's own sign it would count down.
        Assert.Contains("cycle 1, discharge", await File.ReadAllTextAsync(
            Path.Combine(_directory, "page.svg"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_voltammogram_is_found_without_being_asked_for()
    {
        string record = Write("cv.csv", Sweeps());
        ProgramResult run = await RunAsync(record, "--json", Path.Combine(_directory, "cv.json"));
        Assert.Contains("cyclic voltammetry", run.Output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(_directory, "cv.json"), TestContext.Current.CancellationToken));
        JsonElement first = json.RootElement.GetProperty("voltammograms")[0];
        Assert.Equal(0.0001, first.GetProperty("rate_v_per_s").GetDouble(), 1e-6);
        Assert.Equal(3.7, first.GetProperty("anodic_peak_v").GetDouble(), 0.002);
        Assert.Equal(3.36, first.GetProperty("cathodic_peak_v").GetDouble(), 0.002);
        Assert.Equal(0.34, first.GetProperty("separation_v").GetDouble(), 0.004);
        Assert.DoesNotContain("cyclic voltammetry", (await RunAsync(Cycling(2))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_titration_and_its_interruptions_are_found_and_its_diffusion_is_absolute_where_the_geometry_is_given()
    {
        string record = Write("gitt.csv", Titration());
        using JsonDocument json = JsonDocument.Parse((await RunAsync(
            record, "--json", "-", "--mass-mg", "10", "--area-cm2", "1", "--molar-volume-cm3", "20", "--molar-mass-g",
            "100")).Output);
        JsonElement[] pulses = [.. json.RootElement.GetProperty("gitt").EnumerateArray()];
        Assert.InRange(pulses.Length, 18, 20);
        foreach (JsonElement pulse in pulses[2..])
        {
            Assert.Equal(600, pulse.GetProperty("pulse_s").GetDouble(), 2.0);
            // dE_s = 10 mV, dE_tau = 30 mV by the record; L = m V_M/(M S) = 2e-3 cm.
            double relative = 4 / (Math.PI * pulse.GetProperty("pulse_s").GetDouble()) / 9;
            Assert.Equal(relative, pulse.GetProperty("d_over_l2_per_s").GetDouble(), relative * 0.1);
            Assert.Equal(pulse.GetProperty("d_over_l2_per_s").GetDouble() * 4e-6, pulse.GetProperty("d_cm2_per_s")
                .GetDouble(), 1e-15);
        }

        Assert.InRange(json.RootElement.GetProperty("ici").GetArrayLength(), 18, 21);
        Assert.Empty(JsonDocument.Parse((await RunAsync(record, "--json", "-", "--technique", "none")).Output).RootElement
            .GetProperty("gitt").EnumerateArray());
    }

    private static RecordResults Analysed()
    {
        CycleEngine engine = new(new CycleEngineOptions { Details = true });
        for (int i = 0; i < 400; i++)
        {
            bool charges = i / 100 % 2 == 0;
            engine.Add(new Sample(60 * i, charges ? 3 + (i % 100 / 100.0) : 3.9 - (i % 100 / 100.0), charges ? 0.001 : -0.001));
        }

        engine.Finish();
        List<Cycle> cycles = [];
        while (engine.TryTakeCycle(out Cycle cycle))
        {
            cycles.Add(cycle);
        }

        return new RecordResults("x.csv", engine.Rows, [], cycles, engine.Flags);
    }

    private static string Printed(RecordResults results, int width)
    {
        StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No });
        console.Profile.Width = width;
        CycleTable.Print(console, results);
        return text.ToString();
    }

    private string Cycling(int cycles)
    {
        string path = Path.Combine(_directory, "record.csv");
        RecordMaker.Write(path, cycles, currentA: 0.001, halfS: 3600);
        return path;
    }

    private string Write(string name, IEnumerable<(double TimeS, double VoltageV, double CurrentA)> rows)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllLines(path,
            rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.TimeS:R},{row.VoltageV:F6},{row.CurrentA:R}"))
            .Prepend("time_s,voltage_V,current_A"));
        return path;
    }

    /// <summary>Two sweeps up and two down at 0.1 mV/s between 3.0 and 4.2 V; peaks at 3.70 and 3.36 V.</summary>
    private static IEnumerable<(double TimeS, double VoltageV, double CurrentA)> Sweeps()
    {
        for (int i = 0; i < 4 * 2400; i++)
        {
            bool up = i / 2400 % 2 == 0;
            double voltageV = up ? 3.0 + (i % 2400 * 0.0005) : 4.2 - (i % 2400 * 0.0005);
            double off = (voltageV - (up ? 3.7 : 3.36)) / 0.1;
            yield return (5.0 * i, voltageV, (up ? 1 : -1) * (1e-5 + (1e-3 * Math.Exp(-off * off))));
        }
    }

    /// <summary>
    /// 20 pulses of 10 min and rests of 30 min, rows each second: the pulse rises by 30 mV along sqrt(t), the rest ends 10 mV
    /// higher.
    /// </summary>
    private static IEnumerable<(double TimeS, double VoltageV, double CurrentA)> Titration()
    {
        double timeS = 0;
        for (int i = 0; i < 600; i++)
        {
            yield return (timeS++, 3.0, 0);
        }

        for (int pulse = 0; pulse < 20; pulse++)
        {
            double restV = 3.0 + (0.01 * pulse);
            for (int i = 0; i < 600; i++)
            {
                yield return (timeS++, restV + 0.02 + (0.03 * Math.Sqrt(i / 600.0)), 0.001);
            }

            for (int i = 0; i < 1800; i++)
            {
                yield return (timeS++, restV + 0.01 + (0.02 * Math.Exp(-i / 200.0)), 0);
            }
        }
    }

    private static Task<ProgramResult> RunAsync(string record, params string[] arguments) =>
        ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, ["cycles", record, .. arguments]);
}
