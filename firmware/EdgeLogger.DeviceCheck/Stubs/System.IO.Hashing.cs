namespace System.IO.Hashing;

public class Crc32
{
    public static extern uint HashToUInt32(SpanByte source);
}
