using System.Globalization;

namespace EdgeLogger.Web.Api.Book;

/// <summary>
/// Ids as 16 hexadecimal digits: a number of 64 bits loses its last ones in many programs.
/// </summary>
internal static class HexId
{
    public static string Of(ulong id) => id.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The id that a text is; 0, which none has, if it is none.</summary>
    public static ulong Parse(string text) =>
        text.Length == 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong id)
            ? id
            : 0;
}
