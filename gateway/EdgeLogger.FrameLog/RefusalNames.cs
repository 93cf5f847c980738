using System;
using System.Text;

namespace EdgeLogger.FrameLog;

/// <summary>Names of refusal reasons as stored, logged and shown: "bad-crc". They are never given a new meaning.</summary>
public static class RefusalNames
{
    private static readonly string[] Names = Array.ConvertAll(Enum.GetNames<RefusalReason>(), Hyphenate);

    /// <summary>How many reasons there are: the length of an array with one place for each.</summary>
    public static int Count => Names.Length;

    public static string Of(RefusalReason reason) => Names[(int)reason];

    private static string Hyphenate(string name)
    {
        StringBuilder text = new();
        foreach (char c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
