using System;
using System.IO;

namespace EdgeLogger.Web.Api;

/// <summary>
/// A place for one export: a folder that only its owner may read, gone with what is in it when this is disposed.
/// </summary>
internal sealed class ExportPlace(string folder, Action left) : IDisposable
{
    /// <summary>The file to write.</summary>
    public string File { get; } = Path.Combine(folder, "export");

    public void Dispose()
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        finally
        {
            left();
        }
    }
}
