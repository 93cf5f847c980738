using System;

namespace EdgeLogger.DeviceTrial;

/// <summary>Runs the trial and prints its report. On the device, set a debugger or a serial monitor to see it.</summary>
public static class Program
{
    public static void Main()
    {
        Print("trial of " + TrialDay.Hours + " hours");
        new TrialDay(Print, null).Run();
    }

    private static void Print(string line) => Console.WriteLine(line);
}
