using System;
using System.IO;
using System.Threading;
using EdgeLogger.Files;

namespace EdgeLogger.Web.Api;

/// <summary>
/// Where exports lie on the disk until they have been fetched: readers that do not read must not fill it, so there are few
/// places. Thread-safe.
/// </summary>
/// <param name="folder">The folder for them.</param>
internal sealed class ExportPlaces(string folder)
{
    /// <summary>How many there are.</summary>
    public const int Count = 8;

    private int _taken;

    /// <summary>Takes a place, until it is disposed; null if none is free.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public ExportPlace? TryTake()
    {
        if (Interlocked.Increment(ref _taken) > Count)
        {
            Leave();
            return null;
        }

        try
        {
            string own = Path.Combine(folder, $"edgelogger-export-{Guid.NewGuid():N}");
            PrivateFile.MakeFolder(own);
            return new ExportPlace(own, Leave);
        }
        catch
        {
            Leave();
            throw;
        }
    }

    private void Leave() => Interlocked.Decrement(ref _taken);
}
