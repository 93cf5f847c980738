using EdgeLogger.Topics;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>Reads the board's configuration document, version 1 of its format: docs/specs/board-config.md.</summary>
public static class BoardDocument
{
    /// <summary>The longest document that a board keeps, bytes of UTF-8.</summary>
    public const int MaxLength = 8000;

    private const int LongestCertificate = 4000;

    /// <summary>Reads and checks a document.</summary>
    /// <param name="json">A buffer with the document.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="length">Bytes of it.</param>
    /// <param name="mayHoldSecrets">Whether passwords and keys may be in it: by the serial line, not by MQTT.</param>
    /// <param name="settings">Gets what the document says; the rest stays. Of no use if something is wrong.</param>
    /// <returns>Empty, or what is wrong: the path and what is wanted there.</returns>
    public static string Read(byte[] json, int offset, int length, bool mayHoldSecrets, BoardSettings settings)
    {
        DocumentReader reader = new DocumentReader(json, offset, length, mayHoldSecrets);
        if (length > MaxLength)
        {
            return "document: wanted " + MaxLength.ToString() + " bytes at most, it has " + length.ToString();
        }

        bool hasFormat = false;
        bool hasSlots = false;
        SamplingDocument sampling = new SamplingDocument();
        reader.Begin();
        while (reader.NextMember(out string name))
        {
            switch (name)
            {
                case "v":
                    reader.Integer(1, 1);
                    hasFormat = true;
                    break;
                case "version":
                    settings.Version = (int)reader.Integer(1, int.MaxValue);
                    break;
                case "board":
                    settings.BoardId = ReadBoardId(reader);
                    break;
                case "trial_s":
                    settings.TrialSeconds = (int)reader.Integer(10, 86400);
                    break;
                case "wifi":
                    ReadWifi(reader, settings);
                    break;
                case "broker":
                    ReadBroker(reader, settings);
                    break;
                case "key":
                    settings.Key = reader.Key();
                    break;
                case "sampling":
                    sampling.Read(reader);
                    break;
                case "slots":
                    settings.Slots = SlotDocument.ReadAll(reader);
                    hasSlots = true;
                    break;
                default:
                    reader.RefuseName("v, version, board, trial_s, wifi, broker, sampling, slots");
                    break;
            }
        }

        reader.End();
        CheckWhole(reader, settings, hasFormat, hasSlots);
        if (reader.IsGood)
        {
            settings.FlashShares = BoardSettings.MaxSlots;
            for (int i = 0; i < settings.Slots.Length; i++)
            {
                sampling.Apply(settings.Slots[i]);
            }
        }

        return reader.Problem;
    }

    private static void CheckWhole(DocumentReader reader, BoardSettings settings, bool hasFormat, bool hasSlots)
    {
        if (!hasFormat)
        {
            reader.RefuseWhole("v: wanted 1, it is missing");
        }

        if (settings.Version == 0)
        {
            reader.RefuseWhole("version: wanted an integer above 0, it is missing");
        }

        if (settings.BoardId.Length == 0)
        {
            reader.RefuseWhole("board: wanted the board's id, it is missing");
        }

        if (settings.BrokerHost.Length == 0)
        {
            reader.RefuseWhole("broker.host: wanted a name or an address, it is missing");
        }

        if (!hasSlots)
        {
            reader.RefuseWhole("slots: wanted an array of 1 to 4 slots, it is missing");
        }

        if (settings.ClientCertificate.Length > 0 != settings.ClientKey.Length > 0)
        {
            reader.RefuseWhole("broker.client_key: wanted together with broker.client_certificate");
        }
    }

    private static string ReadBoardId(DocumentReader reader)
    {
        string id = reader.Text(BoardId.MinLength, BoardId.MaxLength);
        if (!BoardId.IsValid(id))
        {
            reader.Refuse("3 to 32 of a-z, 0-9 and '-'");
        }

        return id;
    }

    private static void ReadWifi(DocumentReader reader, BoardSettings settings)
    {
        if (!reader.Object())
        {
            return;
        }

        while (reader.NextMember(out string name))
        {
            switch (name)
            {
                case "ssid":
                    settings.WifiSsid = reader.Text(0, 32);
                    break;
                case "password":
                    settings.WifiPassword = reader.Secret(0, 63);
                    break;
                default:
                    reader.RefuseName("ssid, password");
                    break;
            }
        }
    }

    private static void ReadBroker(DocumentReader reader, BoardSettings settings)
    {
        if (!reader.Object())
        {
            return;
        }

        while (reader.NextMember(out string name))
        {
            switch (name)
            {
                case "host":
                    settings.BrokerHost = reader.Text(1, 253);
                    break;
                case "port":
                    settings.BrokerPort = (int)reader.Integer(1, 65535);
                    break;
                case "tls":
                    settings.UseTls = reader.Flag();
                    break;
                case "password":
                    settings.Password = reader.Secret(0, 128);
                    break;
                case "ca":
                    settings.BrokerCa = ReadPem(reader, "CERTIFICATE");
                    break;
                case "client_certificate":
                    settings.ClientCertificate = ReadPem(reader, "CERTIFICATE");
                    break;
                case "client_key":
                    settings.ClientKey = ReadPem(reader, "PRIVATE KEY");
                    break;
                default:
                    reader.RefuseName("host, port, tls, password, ca, client_certificate, client_key");
                    break;
            }
        }
    }

    private static string ReadPem(DocumentReader reader, string label)
    {
        string pem = label == "CERTIFICATE" ? reader.Text(0, LongestCertificate) : reader.Secret(0, LongestCertificate);
        if (pem.Length > 0 && !(pem.StartsWith("-----BEGIN ") && pem.Contains(label + "-----") && pem.Contains("-----END ")))
        {
            reader.Refuse("PEM, from -----BEGIN " + label + "----- to its end");
        }

        return pem;
    }
}
