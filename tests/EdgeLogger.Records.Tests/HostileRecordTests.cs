using System;
using System.Text;
using CsCheck;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

public sealed class HostileRecordTests
{
    private static readonly string[] Files =
    [
        "time_s,voltage_V,current_A\n1,2,3\n2,3,4\n",
        "Data_Point,Date_Time,Current(A),Voltage(V)\n1,09/10/2024 08:32:34 PM,-1,3.5\n2,09/11/2024 01:00:00 AM,-1,3.4\n",
        "Cycle ID,x\n,,Record "
            + "ID,Time(h:min:s.ms),Voltage(V),Current(mA)\n1,100\n,,1,0:00:00.0,3.20,1000\n,,2,1-00:00:01.0,3.22,\"1,000.5\"\n",
        "Today's Date\t1\nRec#\tCyc#\tTestTime\tAmps\tVolts\tState\tDPt Time\n1\t0\t0,0\t1,5\t3,25\tC\t03/31/2016 "
        + "16:05:31\n2\t0\t1,0\t1,5\t3,25\tD\t03/31/2016 16:06:31\n",
        "EC-Lab ASCII FILE\nNb header lines : 3\ntime/s\tEwe/V\tI/mA\tT/C\n1,0E+0\t3,5E+0\t1,0E+2\t2,0E+1\n",
    ];

    [Fact]
    public void Damaged_files_are_read_or_refused_and_nothing_else()
    {
        const string Bytes = "\0\u0001\"\"\t;,.:-/ \n\r9eNd\u00ff";
        Gen.Select(Gen.Int[0, Files.Length - 1],
            Gen.Select(Gen.Int[0, 400], Gen.Int[0, Bytes.Length - 1], Gen.Int[0, 2]).Array[1, 6]).Sample(
            (file, wounds) =>
            {
                var text = new StringBuilder(Files[file]);
                foreach ((int at, int letter, int kind) in wounds)
                {
                    Wound(text, at % text.Length, Bytes[letter], kind);
                }

                using var record = new ScratchRecord(Encoding.Latin1.GetBytes(text.ToString()));
                try
                {
                    foreach (RecordRow row in record.Rows())
                    {
                        Assert.True(double.IsFinite(row.TimeS), "a row without a time");
                        Assert.False(double.IsInfinity(row.CurrentA) || double.IsInfinity(row.VoltageV), "an infinite reading");
                    }
                }
                catch (RecordFormatException refused)
                {
                    Assert.NotEmpty(refused.Message);
                }
            }, iter: 1500);
    }

    [Fact]
    public void Rows_are_read_without_allocation()
    {
        const int Rows = 20_000;
        var text = new StringBuilder("Rec#\tCyc#\tTestTime\tAmps\tVolts\tState\tTemp 1\n");
        for (int row = 0; row < Rows; row++)
        {
            text.Append(row).Append("\t0\t  0d 01:02:03.50\t\"1.50000000\"\t3.25000000\tD\t25.10\n");
        }

        using var record = new ScratchRecord(text.ToString());
        using RecordFile file = RecordFile.Open(record.Path);
        Assert.True(file.TryRead(out _));
        long before = GC.GetAllocatedBytesForCurrentThread();
        int read = 1;
        while (file.TryRead(out _))
        {
            read++;
        }

        Assert.Equal(Rows, read);
        // The smallest object has 24 bytes. Less than that in all may be the rest of this thread's buffer, counted when a test on
        // another thread makes the collector run.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16L * Rows);
    }

    private static void Wound(StringBuilder text, int at, char letter, int kind)
    {
        switch (kind)
        {
            case 0: text[at] = letter; break;
            case 1: text.Insert(at, letter); break;
            default: text.Remove(at, 1).Append('\n'); break;
        }
    }
}
