using System;
using System.Threading;
using EdgeLogger.Device.Board;
using nanoFramework.Runtime.Native;

namespace EdgeLogger.Device;

/// <summary>The board's program: binds the core to the chip, and keeps it going.</summary>
public static class Program
{
    private const int PauseAfterFailureMs = 10_000;

    public static void Main()
    {
        try
        {
            new BoardLoop().Run();
        }
        catch (Exception fault)
        {
            // Without this the interpreter would stop and the board stand still.
            Console.WriteLine(fault.Message);
            Thread.Sleep(PauseAfterFailureMs);
        }

        Power.RebootDevice();
    }
}
