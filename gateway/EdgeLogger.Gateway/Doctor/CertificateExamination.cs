using System;
using System.Collections.Generic;
using System.IO;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Mqtt.Brokers.Certificates;

namespace EdgeLogger.Gateway.Doctor;

/// <summary>Whether the built-in broker's certificates can be read and are valid, where it has some.</summary>
internal static class CertificateExamination
{
    public static IEnumerable<Finding> Examine(string directory, DateTimeOffset now)
    {
        string folder = BrokerCertificates.FolderIn(DataDirectory.Broker(directory));
        if (Directory.Exists(folder))
        {
            yield return BrokerCertificates.FaultOf(folder, now) is { } fault
                ? new Finding(FindingLevel.Bad, "certificates: clients cannot use TLS", fault)
                : new Finding(FindingLevel.Good, "certificates: the broker's is valid, and signed by its own authority");
        }
    }
}
