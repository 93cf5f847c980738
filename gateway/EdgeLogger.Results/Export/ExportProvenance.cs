using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Results.Export;

/// <summary>What made the results in an export, for the file or beside it.</summary>
/// <param name="Tests">Of each test in the file, in its order.</param>
public sealed record ExportProvenance(IReadOnlyList<ExportedTest> Tests)
{
    /// <summary>Under this name Parquet has it in its key-value metadata.</summary>
    public const string ParquetKey = "edgelogger_provenance";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>As JSON.</summary>
    public string ToText() => JsonSerializer.Serialize(this, Options);

    /// <summary>The file beside one of CSV, which itself has no place for it.</summary>
    public static string FileBeside(string path) => path + ".provenance.json";

    /// <summary>Reads it out of the results.</summary>
    public static ExportProvenance Of(DerivedStore store, IEnumerable<TestKey> tests) => new(
        [.. tests.Select(test => new ExportedTest(
            test.Id.ToString("x16", CultureInfo.InvariantCulture), test.Name, ProvenanceJson.Of(store, test)))]);
}

/// <summary>A test in an export.</summary>
/// <param name="Test">Its id, 16 hexadecimal digits.</param>
/// <param name="Cell">What the column <c>cell</c> has.</param>
/// <param name="Provenance">What made its results; null if it has none.</param>
public sealed record ExportedTest(string Test, string Cell, ProvenanceJson? Provenance);
