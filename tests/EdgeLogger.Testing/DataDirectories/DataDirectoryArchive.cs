using System.Formats.Tar;
using System.IO;
using System.IO.Compression;
using System.Reflection;

namespace EdgeLogger.Testing.DataDirectories;

/// <summary>Data directories as earlier versions left them.</summary>
public static class DataDirectoryArchive
{
    /// <summary>Unpacks one: its data directory in the folder "data", and what that version said of it in "expected".</summary>
    public static void Unpack(string version, string directory)
    {
        using Stream packed = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{version}.tar.gz")
            ?? throw new FileNotFoundException($"There is no data directory of version {version}.");
        using GZipStream archive = new(packed, CompressionMode.Decompress);
        TarFile.ExtractToDirectory(archive, directory, overwriteFiles: false);
    }
}
