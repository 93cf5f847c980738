using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Ports;
using System.Linq;

namespace EdgeLogger.Boards.Serial;

/// <summary>The serial ports of this machine.</summary>
public static class SerialPorts
{
    private static readonly string[] UsbMarks = ["ttyUSB", "ttyACM", "cu.usb", "cu.SLAB", "cu.wchusb", "COM"];

    /// <summary>Ports that a board may be at: those of USB.</summary>
    public static IReadOnlyList<string> Usb() =>
        [.. SerialPort.GetPortNames().Where(name => UsbMarks.Any(mark => name.Contains(mark, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)];

    /// <summary>Why a port cannot be opened, and what to do.</summary>
    public static string Explain(string portName, Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        bool isMissing = error is FileNotFoundException or ArgumentException
            || (OperatingSystem.IsLinux() && !File.Exists(portName));
        if (isMissing)
        {
            string known = string.Join(", ", Usb());
            return $"There is no serial port {portName}. " + (known.Length > 0
                ? $"There are: {known}."
                : "None is found on this machine: is the board plugged in, with a cable that carries data?");
        }

        return error is UnauthorizedAccessException
            ? $"The port {portName} may not be opened: another program has it, or you lack the permission. On Linux: sudo "
            + "usermod -aG dialout $USER, then sign in again."
            : $"The port {portName} cannot be opened: {error.Message}";
    }

    /// <summary>Opens and closes a port, to know whether it can be.</summary>
    /// <exception cref="BoardException">It cannot; the message says why and what to do.</exception>
    public static void Check(string portName)
    {
        using SerialPort port = new(portName);
        try
        {
            port.Open();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException
            or InvalidOperationException)
        {
            throw new BoardException(Explain(portName, error), error);
        }
    }
}
