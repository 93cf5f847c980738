using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Web.Finding;
using Microsoft.Extensions.Primitives;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>Tests in a query: one part each, as a name may have any mark that could part a list.</summary>
internal static class TestList
{
    /// <summary>The tests of a query; what is none is left out, and so are more than can be drawn.</summary>
    public static IReadOnlyList<TestReference> Read(Dictionary<string, StringValues> query, string key, int most) =>
        query.TryGetValue(key, out StringValues texts)
            ? [.. texts.Select(TestReference.Read).OfType<TestReference>().Distinct().Take(most)]
            : [];

    /// <summary>The same as parts of a query that <see cref="Read"/> reads.</summary>
    public static IEnumerable<string> Parts(string key, IEnumerable<TestReference> tests) =>
        tests.Select(test => $"{key}={Uri.EscapeDataString(test.ToString())}");
}
