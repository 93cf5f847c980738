using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors.Boards;
using EdgeLogger.Frames;

namespace EdgeLogger.Alerts.Tests;

public sealed class BoardDetectorTests
{
    private static readonly BoardObservation Sound = new(0, 5, 0, 200, 0, TimeQuality.Synchronised, 0.1);

    private static List<(double TimeS, DetectionState State)> Judge(
        DetectorKindOf<IBoardDetector> kind, IEnumerable<BoardObservation> observations)
    {
        IBoardDetector detector = kind.Create(kind.Name, Subject.Board("bench-01"), new Dictionary<string, double>());
        return [.. observations.Select(one => (one.TimeS, Verdict: detector.Take(one))).Where(one => one.Verdict is not null)
            .Select(one => (one.TimeS, one.Verdict!.State))];
    }

    private static IEnumerable<BoardObservation> Every10s(int fromS, int untilS) =>
        Enumerable.Range(fromS / 10, (untilS - fromS) / 10).Select(i => Sound with { TimeS = i * 10 });

    [Fact]
    public void A_board_is_silent_after_three_minutes_once_and_heard_again_once() => Assert.Equal(
        [(180, DetectionState.Abnormal), (400, DetectionState.Clear)],
        Judge(BoardSilentDetector.Kind,
            [.. Every10s(0, 400).Select(one => one with { SilentS = one.TimeS }), .. Every10s(400, 600)]));

    [Fact]
    public void A_backlog_that_grows_is_reported_one_that_drains_is_not()
    {
        Assert.Equal((600, DetectionState.Abnormal), Assert.Single(
            Judge(BacklogDetector.Kind, Every10s(0, 2000).Select(one => one with { BacklogFrames = (long)one.TimeS }))));
        Assert.Empty(
            Judge(BacklogDetector.Kind, Every10s(0, 5000).Select(one => one with { BacklogFrames = 5000 - (long)one.TimeS })));
    }

    [Fact]
    public void A_backlog_is_clear_when_half_of_the_limit_is_left() => Assert.Equal(
        [(600, DetectionState.Abnormal), (2410, DetectionState.Clear)],
        Judge(BacklogDetector.Kind, [.. Every10s(0, 1000).Select(one => one with { BacklogFrames = (long)one.TimeS }),
            .. Every10s(1000, 3000).Select(one => one with { BacklogFrames = 2500 - (long)one.TimeS })]));

    [Fact]
    public void A_clock_that_is_unknown_for_a_quarter_of_an_hour_is_reported() => Assert.Equal(
        [(1000, DetectionState.Abnormal), (2000, DetectionState.Clear)],
        Judge(ClockDetector.Kind, [.. Every10s(0, 100), .. Every10s(100, 2000)
            .Select(one => one with { Clock = TimeQuality.None }), .. Every10s(2000, 2100)]));

    [Fact]
    public void A_clock_that_is_an_hour_off_is_reported() => Assert.Equal(
        (900, DetectionState.Abnormal),
        Assert.Single(Judge(ClockDetector.Kind, Every10s(0, 2000).Select(one => one with { ClockOffsetS = -3600 }))));

    [Fact]
    public void Lost_frames_are_reported_once_and_what_was_lost_before_the_first_look_is_not() => Assert.Equal(
        [(500, DetectionState.Abnormal), (4500, DetectionState.Clear)],
        Judge(DataLostDetector.Kind, Every10s(0, 6000)
            .Select(one => one with { FramesLost = one.TimeS < 500 ? 70 : one.TimeS < 900 ? 80 : 95 })));

    [Fact]
    public void What_a_board_has_not_said_is_not_judged()
    {
        BoardObservation mute = new(0, 0, null, null, null, null, null);
        Assert.Empty(Judge(BacklogDetector.Kind, [mute]));
        Assert.Empty(Judge(ClockDetector.Kind, [mute]));
        Assert.Empty(Judge(DataLostDetector.Kind, [mute]));
    }
}
