using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;

namespace EdgeLogger.Cycles.Tests;

/// <summary>
/// However a record is cut into pieces, by frames or by stops of the program, everything that comes out of it is the same to the
/// bit: half cycles with their details, cycles, steps, trends, and the state itself.
/// </summary>
public sealed class PrefixTests
{
    private static readonly CycleEngineOptions Everything = new() { Details = true, Steps = true };
    private static readonly TrendOptions Trending = new() { FormationCycles = 0, CorrectTemperature = true };

    /// <summary>How rows are handed to the engine.</summary>
    public enum Rows
    {
        Readings,
        Means,
        ExactMeans,
    }

    [Theory]
    [InlineData(Rows.Readings)]
    [InlineData(Rows.Means)]
    [InlineData(Rows.ExactMeans)]
    public void A_record_in_frames_with_stops_anywhere_gives_what_it_gives_row_by_row(Rows kind)
    {
        Gen.Select(Gen.Int[1, 2000], Gen.Int[1, 400], Gen.Double[0, 1].Array[0, 6]).Sample(
            (seed, frameRows, stops) =>
            {
                List<Sample> samples = new GeneratedProtocol(seed).Samples;
                var straight = new Run(kind);
                var cut = new Run(kind);
                var stopRows = stops.Select(stop => (int)(stop * samples.Count)).ToHashSet();
                for (int row = 0; row < samples.Count; row++)
                {
                    straight.Add(samples[row], row);
                    straight.Take();
                    cut.Add(samples[row], row);
                    if (row % frameRows == 0)
                    {
                        // What a screen asks for in between changes nothing.
                        _ = cut.Engine.OpenHalf;
                        cut.Take();
                    }

                    if (stopRows.Contains(row))
                    {
                        cut.StopAndGoOn();
                    }
                }

                straight.Take();
                cut.Take();
                bool sameState = straight.State().AsSpan().SequenceEqual(cut.State());
                straight.Finish();
                cut.Finish();
                return sameState && straight.Halves.SequenceEqual(cut.Halves) && straight.Cycles.SequenceEqual(cut.Cycles)
                    && straight.Steps.SequenceEqual(cut.Steps) && straight.TrendState().AsSpan().SequenceEqual(cut.TrendState());
            },
            iter: 25,
            threads: 1);
    }

    /// <summary>What the first rows of a record gave stays so, whatever comes after them.</summary>
    [Fact]
    public void What_has_been_closed_is_never_taken_back()
    {
        for (int seed = 1; seed <= 30; seed++)
        {
            List<Sample> samples = new GeneratedProtocol(seed).Samples;
            var whole = new Run(Rows.Readings);
            var part = new Run(Rows.Readings);
            for (int row = 0; row < samples.Count; row++)
            {
                whole.Add(samples[row], row);
                if (row < samples.Count / 2)
                {
                    part.Add(samples[row], row);
                }
            }

            whole.Take();
            part.Take();
            Assert.True(part.Halves.SequenceEqual(whole.Halves.Take(part.Halves.Count)), $"seed {seed}");
            Assert.True(part.Cycles.SequenceEqual(whole.Cycles.Take(part.Cycles.Count)), $"seed {seed}");
            Assert.True(part.Steps.SequenceEqual(whole.Steps.Take(part.Steps.Count)), $"seed {seed}");
        }
    }

    private sealed class Run(Rows kind)
    {
        private CellTrends _trends = new(Trending);
        private Sample _last;

        public CycleEngine Engine { get; private set; } = new(Everything);

        public List<HalfCycle> Halves { get; } = [];

        public List<Cycle> Cycles { get; } = [];

        public List<Step> Steps { get; } = [];

        public void Add(in Sample sample, int row)
        {
            var conditions = new CellConditions(
                25 + Math.Sin(row * 0.01), row % 50 == 0 ? double.NaN : 2 + (0.1 * Math.Cos(row * 0.02)));
            if (kind == Rows.Readings)
            {
                Engine.Add(sample, conditions);
            }
            else if (kind == Rows.Means)
            {
                Engine.AddMean(sample.TimeS, sample.VoltageV, sample.CurrentA, conditions);
            }
            else
            {
                double ah = row == 0 ? 0 : sample.CurrentA * (sample.TimeS - _last.TimeS) / 3600;
                Engine.AddMean(sample.TimeS, sample.VoltageV, sample.CurrentA, ah, ah * sample.VoltageV, conditions);
            }

            _last = sample;
        }

        public void Take()
        {
            while (Engine.TryTakeHalf(out HalfCycle half))
            {
                Halves.Add(half);
            }

            while (Engine.TryTakeCycle(out Cycle cycle))
            {
                Cycles.Add(cycle);
                _trends.Add(cycle);
            }

            while (Engine.TryTakeStep(out Step step))
            {
                Steps.Add(step);
            }
        }

        public void StopAndGoOn()
        {
            Take();
            Engine = CycleEngine.Restore(Everything, State());
            _trends = CellTrends.Restore(Trending, TrendState());
        }

        public void Finish()
        {
            Engine.Finish();
            Take();
        }

        public byte[] State()
        {
            var bytes = new ArrayBufferWriter<byte>();
            Engine.Save(bytes);
            return bytes.WrittenSpan.ToArray();
        }

        public byte[] TrendState() => _trends.Save();
    }
}
