using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using EdgeLogger.Fuzzing.Generation;
using EdgeLogger.Records;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>
/// Cyclers' files of every format: read, with finite times, or refused by <see cref="RecordFormatException"/> that names the
/// file.
/// </summary>
public sealed class RecordTarget : FuzzTarget
{
    private static readonly byte[][] Corpus = Files();

    private readonly string _path = Path.GetTempFileName();
    private readonly Mutator _mutator = new(
        ",", ";", "\t", "\"", "\n", "\r", "\0", ".", "-", ":", "/", "e", "time_s", "Record ID", "\ufeff", "1.234.567,8", "1e400",
        "24:00:00", "02/29/2023", "12/31/9999", "1-00:00:00");

    public override string Name => "records";

    /// <summary>A packed file is larger than its bytes, and the first rows are kept until the format is sure.</summary>
    public override long MostBytes(int length) => (64L << 20) + (256L * length);

    public override byte[] Make(FuzzRandom random)
    {
        byte[] file = _mutator.Mutate(Corpus, random);
        return random.Below(12) switch
        {
            0 => Packed(file),
            1 => new Mutator().Mutate([Packed(file)], random),
            2 => Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(file))).ToArray(),
            _ => file,
        };
    }

    public override bool Try(byte[] input)
    {
        File.WriteAllBytes(_path, input);
        try
        {
            foreach (CurrentSign sign in Enum.GetValues<CurrentSign>())
            {
                ReadAll(sign);
            }

            return true;
        }
        catch (RecordFormatException refusal)
        {
            FuzzException.Unless(refusal.Message.Contains(_path, StringComparison.Ordinal),
                $"The refusal names no file: {refusal.Message}");
            return false;
        }
    }

    protected override void Dispose(bool isDisposing)
    {
        File.Delete(_path);
        base.Dispose(isDisposing);
    }

    private void ReadAll(CurrentSign sign)
    {
        using RecordFile file = RecordFile.Open(_path, sign);
        while (file.TryRead(out RecordRow row))
        {
            FuzzException.Unless(double.IsFinite(row.TimeS), "A row has no time.");
            FuzzException.Unless(!double.IsInfinity(row.VoltageV) && !double.IsInfinity(row.CurrentA)
                && !double.IsInfinity(row.TemperatureDegC), "A reading is infinite.");
        }

        _ = (file.Format, file.Notes.Count, file.CurrentResolutionA);
    }

    private static byte[] Packed(byte[] bytes)
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[][] Files()
    {
        string[] files =
        [
            "time_s,voltage_V,current_A,temperature_C\n0,3.2,0.1,25\n1,3.21,0.1,25\n2,3.22,0.1,25.1\n3,3.2,-0.1,25\n",
            "time_s;voltage_V;current_A\n0;3,2;0,1\n1;3,21;0,1\n2;3,22;-0,1\n",
            "Data_Point,Date_Time,Test_Time(s),Step_Index,Cycle_Index,Current(A),Voltage(V)\n1,09/10/2024 08:32:34 "
                + "PM,0.5,1,1,-1,3.5\n2,09/11/2024 01:00:00 AM,1.5,1,1,-1,3.4\n3,09/11/2024 01:00:01 AM,2.5,2,1,1,3.6\n",
            "Cycle ID,x\n,Step ID,y\n,,Record "
            + "ID,Time(h:min:s.ms),Voltage(V),Current(mA)\n1,100\n,1,CC_Chg\n,,1,0:00:00.0,3.20,1000\n,,2,1-00:00:01.0,3.22,\"1"
            + ",000.5\"\n,2,CC_DChg\n,,3,0:00:00.0,3.1,-1000\n",
            "DataPoint,Cycle ID,Step Type,Time,Total Time,Current(mA),Voltage(V),Date\n1,1,CC "
                + "Chg,00:00:00,00:00:00,100,3.2,2024-01-31 12:00:00\n2,1,CC "
                + "DChg,00:00:01,00:00:01,-100,3.1,2024-01-31 12:00:01\n",
            "Today's Date\t1\nRec#\tCyc#\tTestTime\tAmps\tVolts\tState\tDPt Time\n1\t0\t0,0\t1,5\t3,25\tC\t03/31/2016 "
            + "16:05:31\n2\t0\t1,0\t1,5\t3,25\tD\t03/31/2016 16:06:31\n3\t0\t2,0\t0\t3,2\tR\t03/31/2016 16:07:31\n",
            "EC-Lab ASCII FILE\nNb header lines : "
                + "3\ntime/s\tEwe/V\tI/mA\tT/C\n1,0E+0\t3,5E+0\t1,0E+2\t2,0E+1\n2,0E+0\t3,6E+0\t-1,0E+2\t2,0E+1\n",
            "Record\tTestTime/Sec.\tStepTime\tVoltage/V\tCurrent/mA\tState\tSysTime\n1\t0\t0\t3.2\t1.0\tC_CC\t2024-01-31 "
            + "12:00:00\n2\t1\t1\t3.1\t1.0\tD_CC\t2024-01-31 12:00:01\n",
            "Test Time / s,Voltage / V,Current / A,Ambient Temperature / degC\n0,3.2,0.1,25\n1,3.3,0.1,25\n",
            "test_time_second,voltage_volt,current_ampere\n0,3.2,0.1\n1,3.3,0.1\n",
            "Test:,12\nRack,Shelf,Position,Load On Time\n\nRack,Shelf,Position,Total Time (Seconds),Real Time,Voltage "
                + "(mV),Current (mA)\n1,2,3,0,31/01/2024 12:00:00,3200,100\n1,2,3,1,31/01/2024 12:00:01,3300,100\n",
        ];
        return [.. files.Select(Encoding.UTF8.GetBytes)];
    }
}
