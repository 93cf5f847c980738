using EdgeLogger.Firmware.Drivers.Tca9548a;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Tests.Drivers;

public sealed class Tca9548aTests
{
    private readonly ScriptedBus _bus = new();
    private readonly Tca9548aBranch _first;
    private readonly Tca9548aBranch _third;

    public Tca9548aTests()
    {
        var multiplexer = new Tca9548a(_bus, 0x70);
        _first = new Tca9548aBranch(multiplexer, 0);
        _third = new Tca9548aBranch(multiplexer, 2);
    }

    [Fact]
    public void A_branch_is_selected_when_it_changes_and_only_then()
    {
        _bus.Expect("70 w 01", "2A w 00 r 9E", "2A w 00 r 9E", "70 w 04", "2A w 00 02", "70 w 01", "2A w 00 r BE");
        var reply = new byte[1];

        Assert.Equal(I2cStatus.Ok, _first.WriteRead(0x2A, [0x00], 1, reply, 1));
        Assert.Equal(I2cStatus.Ok, _first.WriteRead(0x2A, [0x00], 1, reply, 1));
        Assert.Equal(I2cStatus.Ok, _third.Write(0x2A, [0x00, 0x02], 2));
        Assert.Equal(I2cStatus.Ok, _first.WriteRead(0x2A, [0x00], 1, reply, 1));
        Assert.Equal(0xBE, reply[0]);
        Assert.True(_bus.IsDone);
    }

    [Fact]
    public void A_failed_transfer_makes_the_next_one_select_again()
    {
        _bus.Expect("70 w 01", "2A w 00 nack", "70 w 01", "2A w 00 02");

        Assert.Equal(I2cStatus.Nack, _first.Write(0x2A, [0x00], 1));
        Assert.Equal(I2cStatus.Ok, _first.Write(0x2A, [0x00, 0x02], 2));
        Assert.True(_bus.IsDone);
    }

    [Fact]
    public void Without_the_multiplexer_nothing_reaches_a_chip()
    {
        _bus.Expect("70 w 04 stuck");

        Assert.Equal(I2cStatus.BusStuck, _third.Write(0x2A, [0x00, 0x02], 2));
        Assert.True(_bus.IsDone);
    }
}
