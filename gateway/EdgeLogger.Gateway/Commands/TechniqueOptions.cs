using System.CommandLine;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Gateway.Analysis;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands;

/// <summary>What edgelogger cycles looks for beside cycling.</summary>
internal sealed class TechniqueOptions
{
    public ChoiceOption<TechniqueChoice> Technique { get; } = new(
        "--technique", "Titration, current interruption or cyclic voltammetry. auto: those that the record shows.", "auto",
        ("auto", TechniqueChoice.Auto), ("gitt", TechniqueChoice.Gitt), ("ici", TechniqueChoice.Ici),
        ("cv", TechniqueChoice.Voltammetry), ("none", TechniqueChoice.None));

    public Option<double?> MolarVolume { get; } =
        NumberOption.Positive("--molar-volume-cm3", "CM3/MOL", "Molar volume of the active material: with --molar-mass-g, mass "
            + "and area, GITT gives D in cm2/s.", "cubic centimetres per mole above 0, for example 20.3");

    public Option<double?> MolarMass { get; } = NumberOption.Positive(
        "--molar-mass-g", "G/MOL", "Molar mass of the active material.", "grams per mole above 0, for example 96.46");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Technique, MolarVolume, MolarMass])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What makes diffusion coefficients absolute; null if something of it was not given.</summary>
    public ElectrodeGeometry? Geometry(ParseResult parsed, CellMetadata cell) =>
        (parsed.GetValue(MolarVolume), parsed.GetValue(MolarMass), cell.ActiveMassMg, cell.AreaCm2) is ({ } volume, { } molarMass,
        { } massMg, { } areaCm2)
            ? new ElectrodeGeometry(massMg / 1000, volume, molarMass, areaCm2)
            : null;
}
