using System;
using System.Globalization;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Results.Import;

/// <summary>
/// How large the readings of one quantity are. All of a file's readings share one scale, which the largest sets: one absurd
/// reading would leave the others without digits.
/// </summary>
/// <param name="quantity">What is read, for the message.</param>
/// <param name="unit">Its unit.</param>
internal sealed class Magnitudes(string quantity, string unit)
{
    // No cell or pack on a cycler has as much, V or A; below it every reading keeps 10 ppm of a typical one by far.
    private const double MostOfAny = 2000;
    private const double MostOverTypical = 20_000;
    private const int LeastDecade = -15;

    private readonly long[] _decades = new long[40];
    private long _count;
    private long _rowOfMost;

    /// <summary>The largest, without its sign.</summary>
    public double Most { get; private set; }

    /// <summary>Takes a reading; one that is not a number says nothing.</summary>
    public void Add(double reading, long row)
    {
        double size = Math.Abs(reading);
        if (!double.IsFinite(size) || size == 0)
        {
            return;
        }

        _decades[Math.Clamp((int)Math.Floor(Math.Log10(size)) - LeastDecade, 0, _decades.Length - 1)]++;
        _count++;
        if (size > Most)
        {
            Most = size;
            _rowOfMost = row;
        }
    }

    /// <summary>Refuses a file of which one reading is so large that the others could not be kept beside it.</summary>
    /// <exception cref="RecordFormatException">There is one; the message says which.</exception>
    public void RefuseOutlier(string path)
    {
        if (Most > MostOfAny && Most > MostOverTypical * TypicalDecade())
        {
            throw new RecordFormatException(string.Create(CultureInfo.InvariantCulture,
                $"{path}: row {_rowOfMost} has a {quantity} of {Most:G6} {unit}, which is not a cell's, and beside which the "
                + $"other rows could not be kept. Correct or remove that row."));
        }
    }

    // The decade that the median reading is in.
    private double TypicalDecade()
    {
        long below = 0;
        int decade = 0;
        while (below + _decades[decade] < (_count + 1) / 2)
        {
            below += _decades[decade++];
        }

        return Math.Pow(10, decade + LeastDecade);
    }
}
