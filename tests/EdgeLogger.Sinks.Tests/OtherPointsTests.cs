using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Reading;

namespace EdgeLogger.Sinks.Tests;

/// <summary>Points that are neither rows nor results.</summary>
public sealed class OtherPointsTests
{
    private static readonly InfluxOptions Options = SinkUnderTest.Quick(InfluxOptions.Parse("http://127.0.0.1:1?db=d"));

    [Fact]
    public async Task They_are_written_once_also_after_a_restart()
    {
        await using LabDirectory lab = new();
        CountingSource source = new() { Count = 50 };
        using MemoryTarget target = new();
        await using (SinkUnderTest sink = new(lab, Options with { BatchPoints = 20 }, target, [source]))
        {
            await sink.UntilPointsAsync(50);
        }

        source.Count = 60;
        await using (SinkUnderTest sink = new(lab, Options, target, [source]))
        {
            await sink.UntilPointsAsync(10);
        }

        Assert.Equal(Enumerable.Range(1, 60).Select(i => $"el_other n={i}i {i}"), target.Lines);
    }

    [Fact]
    public void Alerts_are_two_points_each_and_what_happened_in_one_moment_is_not_cut_apart()
    {
        AlertPoint[] alerts =
        [
            new(20, "capacity-retention", "bench-01/0", "warning", IsOpen: false, 0.83, 0.82),
            new(10, "capacity-retention", "bench-01/0", "warning", IsOpen: true, 0.79, 0.8),
            new(10, "board-offline", "bench 02", "critical", IsOpen: true, double.NaN, double.NaN),
        ];
        AlertPoints source = new(() => alerts);
        LineProtocolWriter writer = new();
        Assert.Equal(10, source.Fill(writer, 0, 1));
        Assert.Equal(20, source.Fill(writer, 10, 1));
        Assert.Equal(20, source.Fill(writer, 20, 1));
        Assert.Equal(
            """
            el_alert,rule=capacity-retention,severity=warning,subject=bench-01/0 open=1i,value=0.79,threshold=0.8 10
            el_alert,rule=board-offline,severity=critical,subject=bench\ 02 open=1i 10
            el_alert,rule=capacity-retention,severity=warning,subject=bench-01/0 open=0i,value=0.83,threshold=0.82 20

            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(writer.Batch.Span));
    }

    [Fact]
    public void A_boards_document_becomes_points_of_the_board_and_of_each_slot()
    {
        List<string> lines = Points("""
            {"v":1,"online":true,"board":"evil","uptime_ms":90000,"connects":3,"disconnects":2,"foreign_messages":0,"uplink_faults":1,
             "streams":[{"stream":"01","slot":0,"backlog":7,"capacity_h":12.5,"lost_frames":0,"frames_refused":1,"flash_faults":2,"bad_acks":3,"restarts":4}]}
            """);
        Assert.Equal(
            [
                "el_board,board=bench-01 online=1i,uptime_s=90,connects=3,disconnects=2,foreign_messages=0,uplink_faults=1 5",
                "el_board_slot,board=bench-01,slot=0 "
                    + "backlog=7,lost_frames=0,frames_refused=1,flash_faults=2,bad_acks=3,restarts=4,capacity_h=12.5 5",
            ],
            lines);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"online\":\"yes\",\"uptime_ms\":\"x\",\"connects\":{},\"streams\":7}")]
    [InlineData("{\"streams\":[7,null,{\"slot\":\"0,x=1 y=2\",\"backlog\":1},{\"slot\":0.5,\"backlog\":1},{\"slot\":1e300}]}")]
    public void What_is_not_a_number_in_a_document_is_left_out(string document) => Assert.Empty(Points(document));

    private static List<string> Points(string document)
    {
        LineProtocolWriter writer = new();
        BoardPoints.Write(writer, "bench-01", 5, wasRetained: false, Encoding.UTF8.GetBytes(document));
        return [.. Encoding.UTF8.GetString(writer.Batch.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private sealed class CountingSource : IPointSource
    {
        public int Count { get; set; }

        public string Name => "counting";

        public long Fill(LineProtocolWriter writer, long after, int most)
        {
            for (int i = 0; i < most && after < Count; i++)
            {
                after++;
                writer.Begin("el_other").Field("n", after).End(after);
            }

            return after;
        }
    }
}
