using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>The part of nanoFramework's class library the firmware may use: device-api.txt, a <see cref="Signature"/> a line.
/// A member the device has and the list lacks is added to the list; the list's own test checks it against the device's API.</summary>
internal sealed class DeviceApi
{
    private readonly HashSet<string> _signatures = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Signatures => _signatures;

    /// <summary>What code of both flavours may use.</summary>
    public static DeviceApi Load()
    {
        var api = new DeviceApi();
        api.Add("device-api.txt");
        return api;
    }

    /// <summary>The same, with threads and the clock: what the device flavour alone may use beside the stubs.</summary>
    public static DeviceApi LoadWithBoard()
    {
        DeviceApi api = Load();
        api.Add("board-api.txt");
        return api;
    }

    /// <summary>The same, with the stubs of this compilation.</summary>
    public static DeviceApi LoadForDevice(CSharpCompilation compilation)
    {
        DeviceApi api = LoadWithBoard();
        api._signatures.UnionWith(Stubs.Of(compilation).Select(Signature.Of));
        return api;
    }

    public bool Has(string signature) => _signatures.Contains(signature);

    private void Add(string list)
    {
        using Stream stream = typeof(DeviceApi).Assembly.GetManifestResourceStream(list)
            ?? throw new InvalidOperationException(list + " is not embedded in the test assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is string line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                _signatures.Add(line);
            }
        }
    }
}
