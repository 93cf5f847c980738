using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;

namespace EdgeLogger.Harness;

/// <summary>Loopback ports for servers that cannot be asked to choose one themselves.</summary>
public static class FreePort
{
    // Below the ports that Linux hands out to outgoing connections and to a program that binds port 0 (32,768 and up): between
    // the choice here and the server's bind, a port of that range can become another process's.
    private const int First = 15_000;
    private const int AfterLast = 32_000;

    private static readonly string Folder =
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "edgelogger-ports")).FullName;
    private static readonly List<FileStream> Reservations = [];

    /// <summary>A port that nobody listens on, and that no other process of ours is given while this one lives.</summary>
    public static int Find()
    {
        while (true)
        {
            int port = Random.Shared.Next(First, AfterLast);
            if (TryReserve(port) && NobodyListens(port))
            {
                return port;
            }
        }
    }

    private static bool TryReserve(int port)
    {
        try
        {
            string path = Path.Combine(Folder, port.ToString(CultureInfo.InvariantCulture));
            FileStream reservation =
                new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            lock (Reservations)
            {
                Reservations.Add(reservation);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool NobodyListens(int port)
    {
        try
        {
            using TcpListener probe = new(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
