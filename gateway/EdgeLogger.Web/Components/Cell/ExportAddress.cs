using EdgeLogger.Web.Api.Book;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>Where the files of a test are had.</summary>
internal static class ExportAddress
{
    /// <summary>The path, without what and how: by the id, as the slot of a test may be another one's now.</summary>
    public static string Of(ulong test) => $"/api/tests/{HexId.Of(test)}/export";

    /// <summary>What made its results.</summary>
    public static string ProvenanceOf(ulong test) => $"/api/tests/{HexId.Of(test)}/provenance";
}
