using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeLogger.Hardware.Design;
using EdgeLogger.Hardware.Parts;
using EdgeLogger.Hardware.Tests.Design;

namespace EdgeLogger.Hardware.Tests.Spice;

/// <summary>
/// The front end in ngspice: bandwidth, what is left at the modulator's clock, settling after a step, noise of the resistors.
/// </summary>
public class FrontEndTests
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    [Fact]
    public void The_current_path_settles_within_a_conversion_and_its_resistors_are_quieter_than_the_converter()
    {
        Dictionary<string, double> found = Run("current.cir");
        double sense = Ohm("R19");
        double expectedHz = 1 / (2 * Math.PI * 2 * sense * (Farad("C23") + (Farad("C24") / 2)));
        Assert.InRange(found["bandwidth_hz"], expectedHz * 0.97, expectedHz * 1.03);
        Assert.InRange(found["db"], -80, -40);
        SettlesWithinATenth(found);
        Assert.InRange(found["onoise_total"], 1e-9, Ads122c04Sheet.NoiseOfGainV(SlotDesign.CurrentGain) / 5);
    }

    [Fact]
    public void The_voltage_path_settles_within_a_conversion_and_its_resistors_are_quieter_than_the_converter()
    {
        Dictionary<string, double> found = Run("voltage.cir");
        Assert.InRange(found["bandwidth_hz"], 500, 1500);
        Assert.InRange(found["db"], -160, -60);
        SettlesWithinATenth(found);
        Assert.InRange(found["onoise_total"], 1e-9, Ads122c04Sheet.NoiseOfGainV(1) / 5);
        Assert.Equal(3.7, found["settled_v"], 1e-4);
    }

    [Theory]
    [InlineData("current.cir", "rshunt", "RS1")]
    [InlineData("current.cir", "rsense", "R19")]
    [InlineData("current.cir", "rsense", "R20")]
    [InlineData("current.cir", "cdiff", "C23")]
    [InlineData("current.cir", "ccm", "C24")]
    [InlineData("voltage.cir", "rin", "R9")]
    [InlineData("voltage.cir", "cin", "C11")]
    [InlineData("voltage.cir", "rup", "R11")]
    [InlineData("voltage.cir", "rlow", "R12")]
    [InlineData("voltage.cir", "cdiff", "C13")]
    [InlineData("voltage.cir", "ccm", "C14")]
    public void The_deck_has_the_schematics_values(string deck, string parameter, string reference)
    {
        string word = HardwareFolder.Read("spice/" + deck).Split('\n')
            .Single(line => line.StartsWith(".param", StringComparison.Ordinal))
            .Split(' ').Single(word => word.StartsWith(parameter + "=", StringComparison.Ordinal))[(parameter.Length + 1)..];
        double factor = word[^1] switch { 'k' => 1e3, 'n' => 1e-9, _ => 1 };
        double value = double.Parse(char.IsLetter(word[^1]) ? word[..^1] : word, CultureInfo.InvariantCulture) * factor;
        Assert.Equal(1, value / Part(reference).Quantity, 1e-9);
    }

    // A step is on both sides of an edge within a tenth of a conversion: the counters' edges stay where the budget has them.
    private static void SettlesWithinATenth(Dictionary<string, double> found) =>
        Assert.InRange(found["settled_at_s"] - 1e-3, 0, 0.1 / SlotDesign.ConversionsPerS);

    private static PartType Part(string reference) => ReferenceDesign.Slot.Parts.Single(part => part.Reference == reference).Type;

    private static double Ohm(string reference) => Part(reference).Quantity;

    private static double Farad(string reference) => Part(reference).Quantity;

    private static Dictionary<string, double> Run(string deck)
    {
        string? program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "ngspice")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "ngspice is not installed (Debian: apt-get install ngspice)");
        using Process process = Process.Start(new ProcessStartInfo(program, ["-b", HardwareFolder.Path("spice/" + deck)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(s_longest), $"ngspice did not end: {output}");
        Dictionary<string, double> found = [];
        foreach (string[] words in output.Split('\n')
            .Select(line => line.Split(['=', ' '], StringSplitOptions.RemoveEmptyEntries)))
        {
            if (words.Length == 2 && double.TryParse(
                words[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                found[words[0]] = value;
            }
        }

        Assert.True(found.Count >= 5, output);
        return found;
    }
}
