using System.IO.Ports;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Device.Board;

/// <summary>The serial line for provisioning, on a UART that nanoFramework's debugger does not use.</summary>
public sealed class UartLine : ISerialLine
{
    private const int BaudRate = 115200;
    private const int BufferBytes = 2048;

    private readonly SerialPort _port;

    /// <param name="portName">COM2, COM3.</param>
    public UartLine(string portName)
    {
        _port = new SerialPort(portName, BaudRate, Parity.None, 8, StopBits.One);
        _port.ReadBufferSize = BufferBytes;
        _port.Open();
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        int waiting = _port.BytesToRead;
        return waiting == 0 ? 0 : _port.Read(buffer, offset, waiting < count ? waiting : count);
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count) => _port.Write(buffer, offset, count);
}
