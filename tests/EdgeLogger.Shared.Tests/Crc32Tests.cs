using System.Text;
using CsCheck;
using EdgeLogger.Frames;

namespace EdgeLogger.Shared.Tests;

public sealed class Crc32Tests
{
    [Fact]
    public void The_check_value_of_the_standard_comes_out() =>
        Assert.Equal(0xCBF43926u, Crc32.Compute(Encoding.ASCII.GetBytes("123456789"), 0, 9));

    [Fact]
    public void Every_length_and_offset_agrees_with_the_definition_bit_by_bit() =>
        (from bytes in Gen.Byte.Array[0, 100] from offset in Gen.Int[0, 100] select (bytes, offset)).Sample(given =>
        {
            int offset = given.offset % (given.bytes.Length + 1);
            Assert.Equal(ByDefinition(given.bytes, offset), Crc32.Compute(given.bytes, offset, given.bytes.Length - offset));
        });

    private static uint ByDefinition(byte[] bytes, int offset)
    {
        uint crc = 0xFFFFFFFF;
        for (int i = offset; i < bytes.Length; i++)
        {
            crc ^= bytes[i];
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }
}
