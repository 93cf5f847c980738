using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

public sealed class CellMetadataTests
{
    [Fact]
    public void The_reference_cells_figures_follow_from_mass_area_and_1C()
    {
        var cell = new CellMetadata { ActiveMassMg = 6, LoadingMgPerCm2 = 7.64, OneCMilliampPerG = 200 };
        Assert.Equal(218.6, cell.SpecificMilliampHourPerG(218.6e-3 * 6e-3)!.Value, 9);
        Assert.Equal(218.6e-3 * 7.64, cell.ArealMilliampHourPerCm2(218.6e-3 * 6e-3)!.Value, 9);
        Assert.Equal(0.1, cell.CRate(-0.1 * 1.2e-3)!.Value, 12);
        Assert.Equal(700, cell.SpecificMilliwattHourPerG(4.2e-3)!.Value, 9);
    }

    [Fact]
    public void Loading_and_area_give_the_mass() =>
        Assert.Equal(100, new CellMetadata { AreaCm2 = 2, LoadingMgPerCm2 = 5 }.SpecificMilliampHourPerG(1e-3)!.Value, 9);

    [Fact]
    public void What_is_unknown_or_impossible_gives_nothing()
    {
        var cell = new CellMetadata { ActiveMassMg = 0, OneCMilliampPerG = -1 };
        Assert.Null(cell.SpecificMilliampHourPerG(1));
        Assert.Null(cell.ArealMilliampHourPerCm2(1));
        Assert.Null(cell.CRate(1));
    }

    [Fact]
    public void An_anode_half_cell_is_discharged_first()
    {
        Assert.Equal(CycleOrder.DischargeFirst, new CellMetadata { Electrode = ElectrodeKind.AnodeHalfCell }.Order);
        Assert.Equal(CycleOrder.ChargeFirst, new CellMetadata { Electrode = ElectrodeKind.CathodeHalfCell }.Order);
    }
}
