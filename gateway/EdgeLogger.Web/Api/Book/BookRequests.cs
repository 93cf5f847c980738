using System.Collections.Generic;
using System.Text.Json.Serialization;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Web.Api.Book;

/// <summary>A cell to add.</summary>
public sealed record AddCellRequest : CellFactsRequest
{
    /// <summary>Its name: up to 64 characters, and none of / # + ? %. It is never used for another cell.</summary>
    public string? Name { get; init; }

    /// <summary>Why, for the history.</summary>
    public string? Why { get; init; }
}

/// <summary>What is said of a cell that there is.</summary>
public sealed record ChangeCellRequest : CellFactsRequest
{
    /// <summary>Another name. The one that it had still finds it.</summary>
    public string? Name { get; init; }

    /// <summary>What is forgotten.</summary>
    public IReadOnlyList<CellPart>? Unset { get; init; }

    /// <summary>Why, for the history.</summary>
    public string? Why { get; init; }
}

/// <summary>A note. It is about one of three: a cell, a test or a cohort.</summary>
public sealed record NoteRequest
{
    /// <summary>The name of the cell.</summary>
    public string? Cell { get; init; }

    /// <summary>The id of the test.</summary>
    public string? Test { get; init; }

    /// <summary>The name of the cohort.</summary>
    public string? Cohort { get; init; }

    /// <summary>The text, 1 to 4000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>The moment that it is about, Unix ms; default: now.</summary>
    public long? AtUtcMs { get; init; }
}

/// <summary>What a note says now. What is not given stays as it was.</summary>
public sealed record EditNoteRequest
{
    /// <summary>The text, 1 to 4000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>The moment that it is about, Unix ms.</summary>
    public long? AtUtcMs { get; init; }

    /// <summary>Why, for the history.</summary>
    public string? Why { get; init; }
}

/// <summary>A note is withdrawn.</summary>
public sealed record WithdrawNoteRequest
{
    /// <summary>Why, for the history.</summary>
    public string? Why { get; init; }
}

/// <summary>One test of a table.</summary>
public record TestLineRequest : CellFactsRequest
{
    /// <summary>The cell's name. It is added if there is none of that name.</summary>
    public string? Cell { get; init; }

    /// <summary>Where it is: a board and its slot there, as in bench-01/0.</summary>
    public string? Slot { get; init; }

    /// <summary>When it came there, Unix ms; default: now.</summary>
    public long? AtUtcMs { get; init; }

    /// <summary>Stack pressure that is set, MPa.</summary>
    public double? PressureMpa { get; init; }

    /// <summary>Temperature that is set, degC.</summary>
    public double? TemperatureDegC { get; init; }

    /// <summary>The cycler that drives the cell.</summary>
    public string? Cycler { get; init; }

    /// <summary>Its channel.</summary>
    public string? Channel { get; init; }

    /// <summary>What it does, in words.</summary>
    public string? Protocol { get; init; }

    internal TestLine Line(long nowUtcMs) => new(Cell ?? "", Slot ?? "", AtUtcMs ?? nowUtcMs)
    {
        Facts = Facts,
        Settings = new TestSettings
        {
            Conditions = new TestConditions
            {
                PressureMpa = PressureMpa,
                TemperatureDegC = TemperatureDegC,
                Cycler = Cycler ?? "",
                Channel = Channel ?? "",
                Protocol = Protocol ?? "",
            },
        },
    };
}

/// <summary>A test to start.</summary>
public sealed record StartTestRequest : TestLineRequest
{
    /// <summary>What becomes of the test of another named cell that is in the slot.</summary>
    [JsonConverter(typeof(CamelWords<WhenHeld>))]
    public WhenHeld WhenHeld { get; init; }

    /// <summary>Why, for the history.</summary>
    public string? Why { get; init; }
}

/// <summary>Tests to start: all of them or none.</summary>
public sealed record StartTableRequest
{
    /// <summary>The tests.</summary>
    public IReadOnlyList<TestLineRequest>? Lines { get; init; }

    /// <summary>What becomes of the tests of other named cells that are in the slots.</summary>
    [JsonConverter(typeof(CamelWords<WhenHeld>))]
    public WhenHeld WhenHeld { get; init; }

    /// <summary>Why, for the history.</summary>
    public string? Why { get; init; }
}

/// <summary>A test is over.</summary>
public sealed record EndTestRequest
{
    /// <summary>When it ended, Unix ms; default: now.</summary>
    public long? AtUtcMs { get; init; }

    /// <summary>Why, for the history.</summary>
    public string? Why { get; init; }
}

/// <summary>A test goes on in another slot.</summary>
public sealed record MoveTestRequest
{
    /// <summary>The slot that it goes to, as in bench-01/0.</summary>
    public string? Slot { get; init; }

    /// <summary>When it came there, Unix ms; default: now.</summary>
    public long? AtUtcMs { get; init; }

    /// <summary>When it left its slot, Unix ms; default: the same time.</summary>
    public long? LeftAtUtcMs { get; init; }

    /// <summary>What becomes of the test of another named cell that is in the slot.</summary>
    [JsonConverter(typeof(CamelWords<WhenHeld>))]
    public WhenHeld WhenHeld { get; init; }

    /// <summary>Why, for the history.</summary>
    public string? Why { get; init; }
}

/// <summary>An edge of a test was at another time, or a file is not the test's.</summary>
public sealed record CorrectTestRequest
{
    /// <summary>The test's segment, from 1; default: the first.</summary>
    public int Segment { get; init; } = 1;

    /// <summary>Which of its edges: from or to.</summary>
    [JsonConverter(typeof(CamelWords<EdgeSide>))]
    public EdgeSide? Side { get; init; }

    /// <summary>When it was, Unix ms.</summary>
    public long? AtUtcMs { get; init; }

    /// <summary>The segment has not ended yet. Give it in place of a time.</summary>
    public bool HasNotEnded { get; init; }

    /// <summary>Only this edge moves. Else a test that left or came at the same moment in the slot goes with it.</summary>
    public bool Alone { get; init; }

    /// <summary>The segment is a mistake: it is taken out of the test. In a slot, the test before it goes on.</summary>
    public bool Withdraw { get; init; }

    /// <summary>Why, for the history.</summary>
    public string? Why { get; init; }
}
