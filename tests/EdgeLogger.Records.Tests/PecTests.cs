using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

public sealed class PecTests
{
    [Fact]
    public void Columns_under_the_block_about_the_test_are_read()
    {
        using var record = new ScratchRecord(
            "Test:,25195\nTest Description:,\nTest,Cell,Rack,Shelf,Position,Step,Total Time (Seconds),Step Time (Seconds),Real "
            + "Time,Voltage (mV),Current (mA)\n"
            + "187,1,R,001,1,1,31.183,1,02/22/2019 16:23:57,3268.5,-1640.5\n");

        Assert.Equal([new RecordRow(31.183, 3.2685, -1.6405, double.NaN)], record.Rows());
        Assert.Equal("PEC", record.Format);
    }
}
