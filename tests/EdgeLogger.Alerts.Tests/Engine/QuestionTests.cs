using System;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Alerts.Tests.Engine;

/// <summary>A question is asked once, and stays until somebody answers it.</summary>
public sealed class QuestionTests : IDisposable
{
    private static readonly TestKey Test = EngineUnderTest.Cell(1);
    private static readonly DateTimeOffset Swapped = new(2026, 7, 1, 14, 2, 0, TimeSpan.Zero);

    private readonly EngineUnderTest _test = new();

    public QuestionTests() => _test.Restart(RuleSet.Default with
    { Rules = [.. RuleSet.Default.Rules.Where(rule => rule.Name == "another-cell")] });

    public void Dispose() => _test.Dispose();

    [Fact]
    public void It_outlives_a_start_of_the_gateway_without_being_found_again()
    {
        _test.Engine.Take(Asked(Swapped));
        _test.Restart();
        _test.Close(Test, 1, 2, 0.1);
        _test.Pass(TimeSpan.FromMinutes(40));
        Alert open = Assert.Single(_test.Book.OpenAlerts());
        Assert.Equal((Swapped, Severity.Info), (open.Since, open.Severity));
    }

    [Fact]
    public void Who_acknowledges_it_has_answered_it_and_it_is_not_asked_again_of_the_same_moment()
    {
        _test.Engine.Take(Asked(Swapped));
        _test.Engine.Tick();
        Assert.Single(_test.Book.OpenAlerts());
        _test.Book.Acknowledge(_test.Book.OpenAlerts()[0].Id, "kim", "the same one");
        _test.Engine.Tick();
        Assert.Equal("answered by kim: nothing to do", Assert.Single(_test.Book.PastAlerts(9)).ClosedSentence);

        _test.Engine.Begun(new TestBegun(Test.Id, IsFromStart: true));
        _test.Engine.CaughtUp(Test.Id, [Asked(Swapped.AddSeconds(1))]);
        Assert.Empty(_test.Book.OpenAlerts());
        _test.Engine.Take(Asked(Swapped.AddHours(3)));
        Assert.Equal(Swapped.AddHours(3), Assert.Single(_test.Book.OpenAlerts()).Since);
    }

    private static Verdict Asked(DateTimeOffset since) =>
        EngineUnderTest.Verdict("another-cell", Subject.Of(Test), DetectionState.Abnormal) with { SinceS = 60, Since = since };
}
