using System.IO;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Keys;

namespace EdgeLogger.Gateway.Doctor;

/// <summary>Whether the boards' keys can be read.</summary>
internal static class KeysExamination
{
    /// <summary>What is wrong with the keys of a data directory, and what to do; null if nothing is.</summary>
    public static string? FaultOf(string directory)
    {
        try
        {
            BoardKeys.Open(DataDirectory.Broker(directory));
            return null;
        }
        catch (InvalidDataException error)
        {
            return error.Message;
        }
    }
}
