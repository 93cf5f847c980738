using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;

namespace EdgeLogger.Device.Board;

/// <summary>
/// Joins the Wi-Fi network on a thread of its own. nanoFramework's driver joins again by itself after a loss; a second attempt
/// beside it would break its own off, so this only looks after losses that last. Name and password are written to the flash when
/// they have changed, and not at each attempt.
/// </summary>
public sealed class WifiStation
{
    private const int JoinTimeoutMs = 60_000;
    private const int PatienceMs = 300_000;
    private const string NoAddress = "0.0.0.0";

    private readonly string _ssid;
    private readonly string _password;
    private readonly AutoResetEvent _changed = new AutoResetEvent(false);
    private bool _isWritten;

    public WifiStation(string ssid, string password)
    {
        _ssid = ssid;
        _password = password;
    }

    /// <summary>Times that the network was lost.</summary>
    public int Losses { get; private set; }

    /// <summary>Why it was not joined last; empty if it was.</summary>
    public string LastError { get; private set; } = "";

    /// <summary>Begins to join. Returns at once.</summary>
    public void Start()
    {
        NetworkChange.NetworkAvailabilityChanged += OnChanged;
        new Thread(Run).Start();
    }

    private void Run()
    {
        while (true)
        {
            try
            {
                if (!_isWritten && !IsStored())
                {
                    Note(WifiNetworkHelper.ConnectDhcp(
                        _ssid, _password, WifiReconnectionKind.Automatic, false, 0, Limit()));
                    _isWritten = true;
                }
                else if (!HasAddressInTime())
                {
                    Note(WifiNetworkHelper.Reconnect(false, 0, Limit()));
                }
            }
            catch (Exception fault)
            {
                LastError = fault.Message;
            }

            _changed.WaitOne(PatienceMs, false);
        }
    }

    // At the start, and after each change, the driver has its time first.
    private bool HasAddressInTime()
    {
        for (int waited = 0; waited < PatienceMs && !HasAddress(); waited += 1000)
        {
            Thread.Sleep(1000);
        }

        return HasAddress();
    }

    private bool IsStored()
    {
        Wireless80211Configuration[] stored = Wireless80211Configuration.GetAllWireless80211Configurations();
        return stored.Length > 0 && stored[0].Ssid == _ssid && stored[0].Password == _password
            && (stored[0].Options & Wireless80211Configuration.ConfigurationOptions.AutoConnect)
                == Wireless80211Configuration.ConfigurationOptions.AutoConnect;
    }

    private void Note(bool isJoined)
    {
        Exception? cause = isJoined ? null : WifiNetworkHelper.HelperException;
        LastError = isJoined ? ""
            : cause == null ? "the network was not joined in " + JoinTimeoutMs / 1000 + " s" : cause.Message;
    }

    private void OnChanged(object sender, NetworkAvailabilityEventArgs change)
    {
        if (!change.IsAvailable)
        {
            Losses++;
        }

        _changed.Set();
    }

    private static CancellationToken Limit() => new CancellationTokenSource(JoinTimeoutMs).Token;

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
