using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

public sealed class BatteryDataFormatTests
{
    [Theory]
    [InlineData("Test Time / s,Voltage / V,Current / A,Surface Temperature / degC\n1.5,3.7,-0.1,25\n")]
    [InlineData("Test Time / ms,Voltage / mV,Current / mA,Temperature T1 / K\n1500,3700,-100,298.15\n")]
    [InlineData("test_time_second,voltage_volt,current_ampere,ambient_temperature_celsius\n1.5,3.7,-0.1,25\n")]
    [InlineData("Cycle Count / 1,current_a,voltage_v,test_time_s,temperature_t1_celsius\n1,-0.1,3.7,1.5,25\n")]
    public void Preferred_and_machine_readable_labels_are_read(string text)
    {
        using var record = new ScratchRecord(text);

        RecordRow row = Assert.Single(record.Rows());

        Assert.Equal(1.5, row.TimeS);
        Assert.Equal(3.7, row.VoltageV, 12);
        Assert.Equal(-0.1, row.CurrentA, 12);
        Assert.Equal(25, row.TemperatureDegC, 9);
        Assert.Equal("Battery Data Format", record.Format);
    }

    [Fact]
    public void Hours_become_seconds() =>
        Assert.Equal(5400, ScratchRecord.RowsOf("Test Time / h,Current / A,Voltage / V\n1.5,0.1,3.7\n")[0].TimeS);
}
