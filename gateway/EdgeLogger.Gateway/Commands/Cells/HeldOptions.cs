using System.CommandLine;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>What becomes of the test that is in the slot to which another one comes.</summary>
internal sealed class HeldOptions
{
    private readonly Option<bool> _endPrevious = new("--end-previous")
    { Description = "The test of another named cell that is in the slot ends then." };
    private readonly Option<bool> _leavePrevious = new("--leave-previous")
    { Description = "It leaves the slot then, and goes on: it can be moved to another slot later." };

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_endPrevious);
        command.Options.Add(_leavePrevious);
    }

    /// <summary>What was given.</summary>
    /// <exception cref="UserErrorException">Both were.</exception>
    public WhenHeld Of(ParseResult parsed) => (parsed.GetValue(_endPrevious), parsed.GetValue(_leavePrevious)) switch
    {
        (true, true) => throw new UserErrorException("--end-previous and --leave-previous exclude each other; give one of them."),
        (true, _) => WhenHeld.End,
        (_, true) => WhenHeld.Leave,
        _ => WhenHeld.Refuse,
    };

    /// <summary>What a user can do about a slot that is held.</summary>
    public static UserErrorException Refusal(SlotHeldException held) => new($"{held.Held} Give --end-previous to end that test "
        + "then, --leave-previous to take it out of the slot, or another time with --at.", held);
}
