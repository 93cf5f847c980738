namespace System
{
    public readonly struct SpanByte
    {
        public extern SpanByte(byte[] array, int start, int length);
    }
}

namespace System.IO.Hashing
{
    public class Crc32
    {
        public static extern uint HashToUInt32(SpanByte source);
    }
}

namespace System.Threading
{
    public class CancellationTokenSource
    {
        public extern CancellationTokenSource(int millisecondsDelay);

        public extern CancellationToken Token { get; }
    }
}
