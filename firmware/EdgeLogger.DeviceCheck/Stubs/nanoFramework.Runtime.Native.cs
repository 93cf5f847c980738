namespace nanoFramework.Runtime.Native;

public static class GC
{
    public static extern uint Run(bool compactHeap);
}

public enum RebootOption
{
    NormalReboot = 0,
}

public class Power
{
    public static extern void RebootDevice(RebootOption rebootOption = 0);
}

public static class SystemInfo
{
    public static extern string TargetName { get; }
}
