using System.Globalization;
using System.IO;

namespace EdgeLogger.Files;

/// <summary>A name that no file has yet.</summary>
public static class FreeName
{
    /// <summary>STEM-WORD-N.EXT beside a file, with the lowest number from 1 that is free.</summary>
    /// <param name="path">The file; it need not be there.</param>
    /// <param name="word">What became of it, such as "damaged".</param>
    public static string Beside(string path, string word)
    {
        string stem = Path.ChangeExtension(path, null);
        int number = 1;
        string free;
        do
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{stem}-{word}-{number++}{Path.GetExtension(path)}");
        }
        while (Path.Exists(free));
        return free;
    }
}
