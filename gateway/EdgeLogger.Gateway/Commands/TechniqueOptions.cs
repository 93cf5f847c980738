using System.CommandLine;
using System.CommandLine.Parsing;
using EdgeLogger.Cycles;
using EdgeLogger.Gateway.Analysis;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands;

/// <summary>What edgelogger cycles looks for beside cycling.</summary>
internal sealed class TechniqueOptions
{
    public Option<TechniqueChoice> Technique { get; } = new("--technique")
    {
        HelpName = "auto|gitt|ici|cv|none",
        Description = "Titration, current interruption or cyclic voltammetry. auto: those that the record shows.",
        CustomParser = Parse,
        DefaultValueFactory = _ => TechniqueChoice.Auto,
    };

    public Option<double?> MolarVolume { get; } =
        MetadataOptions.Positive("--molar-volume-cm3", "CM3/MOL", "Molar volume of the active material: with --molar-mass-g, mass and area, GITT gives D in cm2/s.");

    public Option<double?> MolarMass { get; } = MetadataOptions.Positive("--molar-mass-g", "G/MOL", "Molar mass of the active material.");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Technique, MolarVolume, MolarMass])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What makes diffusion coefficients absolute; null if something of it was not told.</summary>
    public ElectrodeGeometry? Geometry(ParseResult parsed, CellMetadata cell) =>
        (parsed.GetValue(MolarVolume), parsed.GetValue(MolarMass), cell.ActiveMassMg, cell.AreaCm2) is ({ } volume, { } molarMass, { } massMg, { } areaCm2)
            ? new ElectrodeGeometry(massMg / 1000, volume, molarMass, areaCm2)
            : null;

    private static TechniqueChoice Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        switch (text)
        {
            case "auto":
                return TechniqueChoice.Auto;
            case "gitt":
                return TechniqueChoice.Gitt;
            case "ici":
                return TechniqueChoice.Ici;
            case "cv":
                return TechniqueChoice.Voltammetry;
            case "none":
                return TechniqueChoice.None;
            default:
                result.AddError($"'{text}' is no technique. It is auto, gitt, ici, cv or none.");
                return TechniqueChoice.Auto;
        }
    }
}
