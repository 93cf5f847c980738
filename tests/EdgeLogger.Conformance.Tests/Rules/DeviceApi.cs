using System;
using System.Collections.Generic;
using System.IO;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>The part of nanoFramework's class library the firmware may use: device-api.txt, a <see cref="Signature"/> a line.
/// A member the device has and the list lacks is added to the list; the list's own test checks it against the device's API.</summary>
internal sealed class DeviceApi
{
    private readonly HashSet<string> _signatures = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Signatures => _signatures;

    public static DeviceApi Load()
    {
        using Stream stream = typeof(DeviceApi).Assembly.GetManifestResourceStream("device-api.txt")
            ?? throw new InvalidOperationException("device-api.txt is not embedded in the test assembly.");
        using var reader = new StreamReader(stream);
        var api = new DeviceApi();
        while (reader.ReadLine() is string line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                api._signatures.Add(line);
            }
        }

        return api;
    }

    public bool Has(string signature) => _signatures.Contains(signature);
}
