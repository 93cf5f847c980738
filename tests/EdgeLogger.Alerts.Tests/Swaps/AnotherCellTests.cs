using System;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Tests.Swaps;

/// <summary>Another cell in the slot, and what looks like one and is none.</summary>
public sealed class AnotherCellTests
{
    private static SlotScript Slot(int cycles = 4) => new SlotScript().Cycle(cycles);

    [Fact]
    public void Another_rest_voltage_after_an_open_input_is_asked_about_once_a_current_flows()
    {
        SlotScript slot = Slot().Rest(600).Open(120);
        double swapS = slot.TimeS;
        slot.Charge += 0.3;
        slot.Rest(300);
        Assert.Empty(slot.Found);
        slot.Half(1, 60);
        Verdict found = Assert.Single(slot.Found);
        Assert.Equal((DetectionState.Abnormal, "mV"), (found.State, found.Unit));
        Assert.InRange(found.Value, 230, 250);
        Assert.Equal(swapS + 10, found.SinceS);
        Assert.Matches("^looks like another cell: at rest 3\\.\\d{3} V before, 3\\.\\d{3} V after an open circuit of 22 min$",
            found.Sentence);
    }

    [Fact]
    public void A_step_between_two_rows_of_a_rest_is_another_cell_too() =>
        Assert.Equal("mV", Assert.Single(Slot().Rest(200).Then(slot => slot.Charge += 0.1).Rest(200).Half(1, 60).Found).Unit);

    [Fact]
    public void Another_rest_voltage_after_a_board_without_power_is_asked_about_from_its_first_row_on()
    {
        SlotScript slot = Slot().Rest(1200).Off(600);
        double backS = slot.TimeS;
        slot.Charge += 0.3;
        Verdict found = Assert.Single(slot.Rest(100).Half(1, 60).Found);
        Assert.Equal(("mV", backS + 10), (found.Unit, found.SinceS));
    }

    [Fact]
    public void Another_resistance_at_the_first_step_after_an_open_circuit_is_asked_about()
    {
        Verdict found = Assert.Single(Slot().Rest(600).Open(120).Then(slot => slot.Ohm = 200).Rest(100).Half(1, 100).Found);
        Assert.Equal(2.5, found.Threshold);
        Assert.InRange(found.Value, 2.5, 4);
        Assert.Contains(" Ohm before, ", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_capacity_in_two_whole_half_cycles_after_an_open_circuit_is_asked_about()
    {
        SlotScript slot = Slot().Rest(600).Open(120).Then(slot => slot.CapacityAh *= 0.9).Rest(100).Half(1).Rest(300).Half(-1)
            .Rest(300);
        Assert.Empty(slot.Found);
        Verdict found = Assert.Single(slot.Cycle(3).Found);
        Assert.Equal("%", found.Unit);
        Assert.InRange(found.Value, 8, 12);
        Assert.Contains(" mAh before, ", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_cell_with_its_rests_is_the_same() => Assert.Empty(Slot(12).Found);

    [Fact]
    public void A_contact_that_is_opened_and_closed_again_is_the_same_cell() =>
        Assert.Empty(Slot().Rest(120).Open(600).Rest(60).Cycle(3).Found);

    [Fact]
    public void An_empty_slot_is_no_other_cell() => Assert.Empty(Slot().Rest(600).Open(20_000, reads: 1.2).Found);

    [Fact]
    public void Relaxation_of_hours_is_the_same_cell() =>
        Assert.Empty(Slot().Half(1, 600).Rest(50_000).Cycle(3).Found);

    [Fact]
    public void A_cycler_that_went_on_while_the_board_had_no_power_is_the_same_cell() =>
        Assert.Empty(Slot().Rest(60).Then(slot => slot.Charge += 0.3).Off(1200).Rest(60).Half(1).Cycle(3).Found);

    [Fact]
    public void A_contact_lost_under_current_is_the_same_cell() =>
        Assert.Empty(Slot().Half(1, 600).Open(600, reads: 4.4).Rest(120).Half(1).Rest(300).Half(-1).Rest(300).Cycle(3).Found);

    [Fact]
    public void A_resistance_that_follows_the_temperature_is_the_same_cell() =>
        Assert.Empty(new SlotScript { Ohm = 200 }.Cycle(4).Rest(600).Open(60).Then(slot => (slot.Ohm, slot.DegC) = (15, 60))
            .Rest(1200).Cycle(2).Found);

    [Fact]
    public void A_resistance_without_a_temperature_says_nothing() =>
        Assert.Empty(new SlotScript { DegC = double.NaN }.Cycle(4).Rest(600).Open(60).Then(slot => slot.Ohm = 200).Rest(100)
            .Cycle(2).Found);

    [Fact]
    public void Another_pressure_changes_resistance_and_capacity_of_the_same_cell() =>
        Assert.Empty(Slot().Rest(600).Open(60)
            .Then(slot => (slot.Mpa, slot.Ohm, slot.CapacityAh) = (75, 40, slot.CapacityAh * 1.06)).Rest(600).Cycle(4).Found);

    [Fact]
    public void A_capacity_between_other_limits_is_no_other_cells() =>
        Assert.Empty(Slot().Rest(1200).Then(slot => slot.UpperV = 4.1).Cycle(4).Found);

    [Fact]
    public void A_capacity_that_jumps_without_a_stop_is_no_other_cells() =>
        Assert.Empty(Slot().Then(slot => slot.CapacityAh *= 0.9).Cycle(4).Found);

    [Fact]
    public void Whole_half_cycles_are_compared_after_a_stop_in_the_middle_of_one() =>
        Assert.Empty(Slot().Half(1, 600).Rest(3600).Half(1).Rest(300).Half(-1).Rest(300).Cycle(3).Found);

    [Fact]
    public void Two_swaps_are_two_questions() => Assert.Equal(2, Slot().Rest(600).Open(60).Then(slot => slot.Charge += 0.3)
        .Rest(60).Cycle(4).Rest(600).Open(60).Then(slot => slot.Charge += 0.3).Rest(60).Cycle(1).Found.Count);
}
