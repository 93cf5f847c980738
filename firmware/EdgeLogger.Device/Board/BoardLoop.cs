using System;
using System.Threading;
using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Drivers.Detection;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using nanoFramework.Runtime.Native;

namespace EdgeLogger.Device.Board;

/// <summary>
/// Puts the board together and steps its core on one thread: slots first, then the link and the serial line. Between two steps
/// it sleeps: the scheduler's tick is 10 ms, which is why readings carry times of their own.
/// </summary>
public sealed class BoardLoop
{
    private const int SleepMs = 10;
    private const int LinkEveryMs = 50;
    private const string SerialPortName = "COM2";

    private readonly DeviceClock _clock = new DeviceClock();
    private readonly Supervisor _supervisor = new Supervisor();
    private readonly UtcWatch _utc;
    private readonly BoardCore _core;
    private readonly SerialConsole _console;
    private long _nextLinkMs;

    /// <exception cref="Exception">The flash cannot be read, or a bus not be opened.</exception>
    public BoardLoop()
    {
        ResetReason reason = DeviceHealth.ReasonOfStart();
        BoardPins pins = BoardPins.Of(SystemInfo.TargetName);
        pins.Assign();
        BoardConfiguration configuration =
            new BoardConfiguration(StorageVolume.OpenConfiguration(), reason, BoardIdentity.DefaultId(),
                DeviceHealth.HasPsram() ? BoardLimits.WithPsram() : BoardLimits.WithoutPsram());
        BoardSettings settings = configuration.Settings;
        M2MqttLink link = new M2MqttLink(settings);
        _core = new BoardCore(settings, StorageVolume.OpenRing(), link, BoardIdentity.Entropy(_clock), (long)reason,
            configuration, pins.OpenLamp());
        _core.Housekeeping = pins.OpenHousekeeping();
        SlotBuses buses = new SlotBuses(pins);
        AttachSlots(buses);
        _console = new SerialConsole(new UartLine(SerialPortName), _core.Desk, settings);
        _utc = new UtcWatch(_clock);
        _core.Health = new BoardHealth(buses, StartNetwork(settings));
    }

    /// <summary>Lives until the core wants a restart.</summary>
    public void Run()
    {
        _supervisor.Start();
        while (!_core.IsRestartDue)
        {
            _supervisor.Beat();
            Step();
            Thread.Sleep(SleepMs);
        }

        _core.Flush();
    }

    private void Step()
    {
        long uptimeUs = _clock.UptimeUs;
        long uptimeMs = uptimeUs / 1000;
        if (_utc.IsNews(uptimeMs))
        {
            _core.SetUtc(_utc.UnixMs, _utc.UptimeMs);
        }

        _core.StepSlots(uptimeUs);

        if (uptimeMs >= _nextLinkMs)
        {
            _nextLinkMs = uptimeMs + LinkEveryMs;
            _core.StepUplink(uptimeMs);
            _console.Step();
        }
    }

    private void AttachSlots(SlotBuses buses)
    {
        for (int i = 0; i < _core.Slots.Length; i++)
        {
            Slot slot = _core.Slots[i];
            if (slot.Settings.IsEnabled)
            {
                SlotWires wires = buses.Of(slot.Settings);
                slot.Survey = ChipSurvey.Of(slot.Settings.Slot, wires, slot.Settings.Hardware);
                if (slot.Settings.MuxAddress != 0)
                {
                    slot.Survey.AddMultiplexer(buses.I2c, (byte)slot.Settings.MuxAddress);
                }

                slot.Attach(new ScannerInput(wires, slot.Settings.Hardware, slot.Readings));
            }
        }
    }

    private static WifiStation? StartNetwork(BoardSettings settings)
    {
        if (settings.WifiSsid.Length == 0)
        {
            return null;
        }

        WifiStation station = new WifiStation(settings.WifiSsid, settings.WifiPassword);
        station.Start();
        NetworkTime.Start(settings.BrokerHost);
        return station;
    }
}
