using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;

namespace EdgeLogger.Device.Board;

/// <summary>
/// Joins the Wi-Fi network, and joins it again, on a thread of its own. nanoFramework reconnects by itself after short losses;
/// this looks after those that last.
/// </summary>
public sealed class WifiStation
{
    private const int JoinTimeoutMs = 60_000;
    private const int LookEveryMs = 30_000;
    private const string NoAddress = "0.0.0.0";

    private readonly string _ssid;
    private readonly string _password;

    public WifiStation(string ssid, string password)
    {
        _ssid = ssid;
        _password = password;
    }

    /// <summary>Times that the network was joined.</summary>
    public int Joins { get; private set; }

    /// <summary>Why it was not joined last; empty if it was.</summary>
    public string LastError { get; private set; } = "";

    /// <summary>Begins to join. Returns at once.</summary>
    public void Start() => new Thread(Run).Start();

    private void Run()
    {
        while (true)
        {
            try
            {
                if (!HasAddress())
                {
                    Join();
                }
            }
            catch (Exception fault)
            {
                LastError = fault.Message;
            }

            Thread.Sleep(LookEveryMs);
        }
    }

    private void Join()
    {
        CancellationTokenSource limit = new CancellationTokenSource(JoinTimeoutMs);
        if (WifiNetworkHelper.ConnectDhcp(_ssid, _password, WifiReconnectionKind.Automatic, false, 0, limit.Token))
        {
            Joins++;
            LastError = "";
        }
        else
        {
            Exception cause = WifiNetworkHelper.HelperException;
            LastError = cause == null ? "the network was not joined in " + JoinTimeoutMs / 1000 + " s" : cause.Message;
        }
    }

    private static bool HasAddress()
    {
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < interfaces.Length; i++)
        {
            string address = interfaces[i].IPv4Address;
            if (address != null && address.Length > 0 && address != NoAddress)
            {
                return true;
            }
        }

        return false;
    }
}
