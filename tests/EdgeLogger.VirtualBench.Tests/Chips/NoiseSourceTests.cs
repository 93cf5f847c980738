using System;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Tests.Chips;

public sealed class NoiseSourceTests
{
    [Fact]
    public void Uniform_numbers_have_the_moments_of_a_uniform_distribution()
    {
        var noise = new NoiseSource(3);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 100_000; i++)
        {
            double value = noise.NextUniform();
            Assert.InRange(value, 0, 1);
            sum += value;
            squares += value * value;
        }

        Assert.Equal(1.0 / 2, sum / 100_000, 0.005);
        Assert.Equal(1.0 / 3, squares / 100_000, 0.005);
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_a_normal_distribution()
    {
        var noise = new NoiseSource(4);
        double[] moments = new double[5];
        for (int i = 0; i < 200_000; i++)
        {
            double value = noise.NextNormal();
            for (int power = 1; power <= 4; power++)
            {
                moments[power] += Math.Pow(value, power) / 200_000;
            }
        }

        Assert.Equal(0, moments[1], 0.01);
        Assert.Equal(1, moments[2], 0.02);
        Assert.Equal(0, moments[3], 0.03);

        // Twelve uniforms have 2.9 instead of 3.
        Assert.Equal(2.9, moments[4], 0.1);
    }

    [Fact]
    public void Two_seeds_give_two_sequences_and_one_seed_gives_one()
    {
        var first = new NoiseSource(5);
        var same = new NoiseSource(5);
        var other = new NoiseSource(6);
        for (int i = 0; i < 100; i++)
        {
            ulong bits = first.NextBits();
            Assert.Equal(bits, same.NextBits());
            Assert.NotEqual(bits, other.NextBits());
        }
    }
}
