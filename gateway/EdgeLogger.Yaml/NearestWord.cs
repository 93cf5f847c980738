using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Yaml;

/// <summary>The name that somebody may have meant who typed one that there is not.</summary>
public static class NearestWord
{
    /// <summary>The one of the names that is nearest, if it is near enough for a slip of the fingers; null if none is.</summary>
    public static string? Of(string word, IEnumerable<string> names)
    {
        int near = Math.Max(2, word.Length / 4);
        return names.Select(name => (Name: name, Steps: Steps(word, name)))
            .Where(one => one.Steps <= near && one.Steps < word.Length)
            .OrderBy(one => one.Steps).Select(one => one.Name).FirstOrDefault();
    }

    /// <summary>Letters to insert, leave out or change to get from one word to the other.</summary>
    private static int Steps(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int changed = corner + (from[i - 1] == to[j - 1] ? 0 : 1);
                corner = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
