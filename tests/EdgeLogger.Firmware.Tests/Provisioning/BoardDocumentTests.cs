using System;
using System.Text;
using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.Firmware.Drivers.Nau7802;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Tests.Provisioning;

public sealed class BoardDocumentTests
{
    [Fact]
    public void A_document_says_everything_that_a_board_is_set_to()
    {
        BoardSettings settings = new();
        Assert.Equal("", ConfigDocuments.Read(ConfigDocuments.Full, settings));

        Assert.Equal((7, "bench-01", 300), (settings.Version, settings.BoardId, settings.TrialSeconds));
        Assert.Equal(("lab", "wifi secret"), (settings.WifiSsid, settings.WifiPassword));
        Assert.Equal(("10.0.0.5", 8883, true, "broker secret"),
            (settings.BrokerHost, settings.BrokerPort, settings.UseTls, settings.Password));
        Assert.Equal([0, 1, 3], Array.ConvertAll(settings.Slots, slot => slot.Slot));
        SlotHardware first = settings.Slots[0].Hardware;
        Assert.Equal((3000300L, -12, 1500), (first.DividerMillionths, first.VoltageZeroCode, first.VoltageGainPpb));
        Assert.Equal((9990000L, 16, 40, -2500),
            (first.ShuntMicroOhm, first.CurrentGain, first.CurrentZeroCode, first.CurrentGainPpb));
        Assert.Equal((100, Ads122c04Excitation.MicroAmp500), (first.ThermometerR0Ohm, first.ThermometerCurrent));
        Assert.False(first.HasLoadCell);
        Assert.Equal("2026-01-31", first.Calibrated);
        Assert.Equal((500, 30), (settings.Slots[2].Sampler.PeriodMs, settings.Slots[2].Sampler.RowsPerFrame));
        SlotHardware second = settings.Slots[1].Hardware;
        Assert.False(settings.Slots[1].IsEnabled);
        Assert.Equal((Ads122c04Rate.Sps90, 113, 3), (second.Rate, settings.Slots[1].MuxAddress, settings.Slots[1].MuxBranch));
        Assert.Equal((Nau7802Rate.Sps80, 64, 4656612L),
            (second.LoadCellRate, second.LoadCellGain, second.LoadCellNanoNewtonPerCode));
        Assert.False(second.HasThermometer);
    }

    [Fact]
    public void What_is_written_reads_as_it_was()
    {
        BoardSettings settings = new();
        Assert.Equal("", ConfigDocuments.Read(ConfigDocuments.Full, settings));
        byte[] written = BoardDocumentWriter.Write(settings, true);
        BoardSettings again = new();

        Assert.Equal("", BoardDocument.Read(written, 0, written.Length, true, again));
        Assert.Equal(written, BoardDocumentWriter.Write(again, true));
        Assert.Equal("wifi secret", again.WifiPassword);
    }

    [Fact]
    public void Slots_of_other_chips_than_the_reference_design_s_read_and_round_trip()
    {
        const string Json = """
            {"v":1,"version":1,"board":"bench-01","broker":{"host":"broker.lab"},"slots":[
             {"slot":0,"voltage":{"chip":"ADS1115","address":72},"current":{"chip":"INA228","shunt_uohm":8000000,"narrow_range":true},
              "temperature":{"chip":"MAX31865","reference_mohm":4000000,"wires":3,"mains_hz":60},"pressure":{"chip":"HX711","gain":64}},
             {"slot":1,"temperature":{"chip":"ADS1115","address":75,"r0_ohm":10000,"reference_mohm":10000000,"beta_k":3988}}]}
            """;
        BoardSettings settings = new();
        Assert.Equal("", ConfigDocuments.Read(Json, settings));
        byte[] written = BoardDocumentWriter.Write(settings, true);
        BoardSettings again = new();
        Assert.Equal("", BoardDocument.Read(written, 0, written.Length, true, again));

        Assert.Equal(written, BoardDocumentWriter.Write(again, true));
        SlotHardware first = again.Slots[0].Hardware;
        Assert.Equal(
            (SlotChip.Ads1115, SlotChip.Ina228, SlotChip.Max31865, SlotChip.Hx711),
            (first.VoltageChip, first.CurrentChip, first.ThermometerChip, first.LoadCellChip));
        Assert.Equal((3, 60, 64), (first.ThermometerWires, first.MainsHz, first.LoadCellGain));
        Assert.Equal(Thermistor.OfBeta(10_000, 3988).Conversion, again.Slots[1].Channels[Channel.Temperature].Conversion);
        Assert.Equal(75, again.Slots[1].Hardware.ThermometerChipAddress);
    }

    [Fact]
    public void Secrets_are_not_in_what_is_shown_and_not_taken_by_MQTT()
    {
        BoardSettings settings = new() { WifiPassword = "" };
        Assert.Equal("", ConfigDocuments.Read(ConfigDocuments.Full, settings));
        string shown = Encoding.UTF8.GetString(BoardDocumentWriter.Write(settings, false));

        Assert.DoesNotContain("secret", shown, StringComparison.Ordinal);
        string problem = ConfigDocuments.Read(ConfigDocuments.Full, new BoardSettings(), isSerial: false);
        Assert.StartsWith("wifi.password: wanted nothing: secrets are taken by the serial line only", problem,
            StringComparison.Ordinal);
        Assert.DoesNotContain("wifi secret", problem, StringComparison.Ordinal);
        Assert.Equal("", ConfigDocuments.Read(shown, settings, isSerial: false));
        Assert.Equal("broker secret", settings.Password);
    }

    [Fact]
    public void The_largest_document_of_four_slots_fits()
    {
        BoardSettings settings = new();
        Assert.Equal("", ConfigDocuments.Read(ConfigDocuments.Full, settings));
        SlotSettings largest = settings.Slots[0];
        largest.Hardware.HasLoadCell = true;
        settings.Slots = [largest, largest, largest, largest];
        settings.BrokerCa = "-----BEGIN CERTIFICATE-----\n" + new string('A', 2000) + "\n-----END CERTIFICATE-----\n";

        Assert.True(BoardDocumentWriter.Write(settings, true).Length < BoardDocument.MaxLength);
    }

    [Theory]
    [InlineData("""{"v":2}""", "v: wanted an integer from 1 to 1")]
    [InlineData("""{"version":1}""", "v: wanted 1, it is missing")]
    [InlineData("""{"v":1,"version":0}""", "version: wanted an integer from 1 to 2147483647")]
    [InlineData("""{"v":1,"version":1.5}""", "version: wanted an integer from 1 to 2147483647")]
    [InlineData("""{"v":1,"version":1,"board":"Bench 1"}""", "board: wanted 3 to 32 of a-z, 0-9 and '-'")]
    [InlineData("""{"v":1,"version":1,"board":"bench-1","broker":{"port":1883},"slots":[{"slot":0}]}""", "broker.host: wanted a name or an address, it is missing")]
    [InlineData("""{"v":1,"brocker":{}}""", "brocker: wanted no such member; there are v, version, board, trial_s, wifi, broker, sampling, slots")]
    [InlineData("""{"broker":{"port":"1883"}}""", "broker.port: wanted an integer from 1 to 65535")]
    [InlineData("""{"broker":{"tls":1}}""", "broker.tls: wanted true or false")]
    [InlineData("""{"broker":{"ca":"MIIB"}}""", "broker.ca: wanted PEM")]
    [InlineData("""{"broker":[]}""", "broker: wanted an object {...}")]
    [InlineData("""{"slots":[{"slot":0,"current":{"gain":3}}]}""", "slots[0].current.gain: wanted one of 1, 2, 4, 8, 16, 32, 64, 128")]
    [InlineData("""{"slots":[{"slot":0},{"slot":0}]}""", "slots[1].slot: wanted a slot that is not there yet")]
    [InlineData("""{"slots":[{"slot":4}]}""", "slots[0].slot: wanted an integer from 0 to 3")]
    [InlineData("""{"slots":[{}]}""", "slots[0].slot: wanted an integer from 0 to 3, it is missing")]
    [InlineData("""{"slots":[{"slot":0,"voltage":{"address":65}}]}""", "slots[0].current.address: wanted another than that of voltage")]
    [InlineData("""{"slots":[{"slot":0,"voltage":{"chip":"MAX11410"}}]}""", "slots[0].voltage.chip: wanted one of ADS122C04, ADS1115, INA228")]
    [InlineData("""{"slots":[{"slot":0,"temperature":{"chip":"ADS1115","address":75}}]}""", "slots[0]: An ADS1115 measures a thermistor")]
    [InlineData("""{"slots":[{"slot":0,"temperature":{"chip":"MAX31865","mains_hz":55}}]}""", "slots[0].temperature.mains_hz")]
    [InlineData("""{"slots":[{"slot":0,"voltage":{"chip":"INA228"}}]}""", "slots[0].current.chip: wanted INA228, as it is to measure the voltage too")]
    [InlineData("""{"slots":[{"slot":0,"calibrated":"31.1.2026"}]}""", "slots[0].calibrated: wanted a day as 2026-01-31")]
    [InlineData("""{"slots":[]}""", "slots: wanted 1 to 4 slots")]
    [InlineData("""{"slots":[{"slot":0},{"slot":1},{"slot":2},{"slot":3},{"slot":0}]}""", "slots[4]: wanted 4 slots at most")]
    [InlineData("""{"slots":[{"slot":0]}""", "not JSON at byte 19, after slots[0].slot")]
    [InlineData("""{"v":1} x""", "not JSON at byte 8")]
    [InlineData("[]", "document: wanted an object {...}")]
    public void What_is_wrong_is_reported_with_its_path_and_what_is_wanted(string json, string problem) =>
        Assert.StartsWith(problem, ConfigDocuments.Read(json, new BoardSettings()), StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_damaged_document_is_refused_or_read_but_never_throws(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 2000; i++)
        {
            byte[] json = ConfigDocuments.Utf8(ConfigDocuments.Full);
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                json[random.Next(json.Length)] = (byte)random.Next(256);
            }

            BoardSettings settings = new();
            string problem = BoardDocument.Read(
                json, 0, random.Next(3) == 0 ? random.Next(json.Length) : json.Length, true, settings);
            Assert.True(problem.Length > 0 || settings.Slots.Length > 0, $"seed {seed}, turn {i}");
        }
    }

    [Fact]
    public void A_gain_of_a_calibration_is_in_the_scale_to_a_part_in_ten_to_the_twelve()
    {
        SlotHardware nominal = new() { VoltageZeroCode = 1000 };
        SlotHardware calibrated = new() { VoltageZeroCode = 1000, VoltageGainPpb = -1234567 };
        ChannelSchema before = nominal.Schema()[Channel.Voltage];
        ChannelSchema after = calibrated.Schema()[Channel.Voltage];

        Assert.Equal(1 - 1234567e-9,
            Value(after.ScaleMantissa, after.ScaleExponent) / Value(before.ScaleMantissa, before.ScaleExponent), 12);
        Assert.Equal(-1000, Value(after.OffsetMantissa, after.OffsetExponent) / Value(
            after.ScaleMantissa, after.ScaleExponent), 9);
    }

    private static double Value(long mantissa, int exponent) => mantissa * Math.Pow(10, exponent);
}
