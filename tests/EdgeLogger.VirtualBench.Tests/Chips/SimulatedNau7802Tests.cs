using System;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Tests.Chips;

public sealed class SimulatedNau7802Tests
{
    private static readonly RecordedRow[] s_rows = [new RecordedRow(0, 3, 0), new RecordedRow(1000, 3, 0)];

    private readonly SimulatedNau7802 _chip = new(
        new RecordedCell(s_rows, pressureMPa: 50),
        SlotWiring.Of(new SlotHardware()) with { BridgeRatioPerMPa = 1e-5 },
        Nau7802Errors.Ideal with { OffsetRatio = 1e-5 },
        1);

    private string Ask(long uptimeUs, string register, int count)
    {
        Send(uptimeUs, register);
        var reply = new byte[count];
        Assert.True(_chip.Read(uptimeUs, reply, count));
        return Convert.ToHexString(reply);
    }

    private void Send(long uptimeUs, string bytes)
    {
        byte[] written = Convert.FromHexString(bytes);
        Assert.True(_chip.Write(uptimeUs, written, written.Length));
    }

    [Fact]
    public void Power_up_defaults_are_those_of_the_data_sheet()
    {
        Assert.Equal("000000", Ask(0, "00", 3));
        Assert.Equal("00000000800000", Ask(0, "03", 7));
        Assert.Equal("00000000800000", Ask(0, "0A", 7));
        Assert.Equal("0F", Ask(0, "1F", 1));
    }

    [Fact]
    public void The_digital_part_is_up_after_200_us()
    {
        Send(1000, "0002");

        Assert.Equal("02", Ask(1199, "00", 1));
        Assert.Equal("0A", Ask(1200, "00", 1));
    }

    [Fact]
    public void A_conversion_sets_the_ready_bit_and_reading_it_clears_it()
    {
        Start(0);

        Assert.Equal("9E", Ask(99_999, "00", 1));
        Assert.Equal("BE", Ask(100_000, "00", 1));
        string data = Ask(100_000, "12", 3);
        Assert.Equal("9E", Ask(100_001, "00", 1));
        Assert.Equal(data, Ask(100_002, "12", 3));

        // (50 MPa x 1e-5 + 1e-5) x 128 x 2 x 2^23, the second term the offset that was not calibrated away.
        Assert.Equal((int)Math.Round(51e-5 * 128 * 2 * (1 << 23)), Convert.ToInt32(data, 16));
    }

    [Fact]
    public void Calibration_takes_four_conversions_and_the_offset_away()
    {
        Start(0);
        Send(10_000, "0204");

        Assert.Equal("04", Ask(409_999, "02", 1));
        Assert.Equal("00", Ask(410_000, "02", 1));
        Assert.Equal((int)Math.Round(50e-5 * 128 * 2 * (1 << 23)), Convert.ToInt32(Ask(510_000, "12", 3), 16));
    }

    [Fact]
    public void Register_reset_restores_the_defaults()
    {
        Start(0);
        Send(50_000, "0001");

        Assert.Equal("0000", Ask(50_001, "00", 2));
        Assert.Equal(0, _chip.Conversions);
    }

    private void Start(long uptimeUs)
    {
        Send(uptimeUs, "0002");
        Send(uptimeUs, "0086");
        Send(uptimeUs, "012F");
        Send(uptimeUs, "0096");
    }
}
