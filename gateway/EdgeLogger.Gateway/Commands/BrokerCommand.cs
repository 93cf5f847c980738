using System;
using System.CommandLine;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Mqtt.Brokers.Certificates;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger broker: what clients of the built-in broker need.</summary>
internal static class BrokerCommand
{
    public static Command Create() => new("broker", "What clients of the built-in broker need.") { Certificate() };

    private static Command Certificate()
    {
        Option<string> data = DataDirectory.Option();
        Option<string?> output = TextOption.Output(
            "--out", "OUT", "Write it to this file, and say whose it is; without it, it goes to standard output.");
        Command command = new("certificate", """
            Gives the certificate of the authority that signs the built-in broker's, PEM: anyone who connects with TLS has to know it. It holds
            no secret.

            Example: edgelogger broker certificate --data /srv/cells --out ca.pem
            """)
        {
            data, output,
        };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(data), parsed.GetValue(output)));
        return command;
    }

    private static void Write(string dataDirectory, string? output)
    {
        string file = BrokerCertificates.AuthorityCertificateIn(BrokerCertificates.FolderIn(DataDirectory.Broker(dataDirectory)));
        if (!File.Exists(file))
        {
            throw new UserErrorException(
                $"There is no {file}. `edgelogger serve` makes it, unless it has --mqtt or --tls-port -1; start one, or "
                + "name its folder with --data.");
        }

        string pem = File.ReadAllText(file);
        if (output is null or "-")
        {
            Console.Write(pem);
            return;
        }

        using X509Certificate2 certificate = Read(file, pem);
        File.WriteAllText(output, pem);
        Console.WriteLine($"{output}: {certificate.Subject["CN=".Length..]}, until "
            + $"{certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}");
        Console.WriteLine($"SHA-256 {Convert.ToHexString(certificate.GetCertHash(HashAlgorithmName.SHA256))}");
    }

    private static X509Certificate2 Read(string file, string pem)
    {
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException error)
        {
            throw new UserErrorException($"{file} is damaged. Restart the gateway: it makes a new file.", error);
        }
    }
}
