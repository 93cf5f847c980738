using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cells.Names;
using EdgeLogger.FrameLog;
using EdgeLogger.Web.Finding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>The state of a test's view, as its address holds it: anyone who is sent the address sees the same.</summary>
public sealed record CellQuery
{
    /// <summary>The most curves that are laid over each other.</summary>
    public const int MostCycles = 12;

    private const long AroundMs = 900_000;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'";

    /// <summary>What is shown.</summary>
    public CellTab Tab { get; init; }

    /// <summary>Begin of a window that stands still, Unix ms; null: the window follows the newest row.</summary>
    public long? FromMs { get; init; }

    /// <summary>End of a window that stands still, Unix ms.</summary>
    public long? ToMs { get; init; }

    /// <summary>Width of a window that follows the newest row.</summary>
    public TraceWidth Width { get; init; } = TraceWidth.Day;

    /// <summary>Cycles whose curves are drawn; empty: the view chooses.</summary>
    public IReadOnlyList<int> Cycles { get; init; } = [];

    /// <summary>Other tests that are drawn beside.</summary>
    public IReadOnlyList<TestReference> With { get; init; } = [];

    /// <summary>The quantity that the table of cycles is sorted by, by its key; null: by the number of the cycle.</summary>
    public string? Sort { get; init; }

    /// <summary>The table begins with the smallest. Without it, with the largest: the newest cycle.</summary>
    public bool IsAscending { get; init; }

    /// <summary>The page of the table, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Reads it from an address. What cannot be read is as if it were not there.</summary>
    public static CellQuery Of(Uri address)
    {
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(address.Query);
        long? from = Time(query, "from");
        long? to = Time(query, "to");
        bool stands = from < to;
        string by = Text(query, "sort");
        return new CellQuery
        {
            Tab = ChoiceWord.Read<CellTab>(Text(query, "tab")) ?? CellTab.Traces,
            FromMs = stands ? from : null,
            ToMs = stands ? to : null,
            Width = TraceWidth.Named(Text(query, "span")) ?? TraceWidth.Day,
            Cycles = CycleList.Read(Text(query, "cycles")),
            With = TestList.Read(query, "with", MostCycles),
            Sort = CycleQuantity.Table.Any(quantity => quantity.Key == by) ? by : null,
            IsAscending = Text(query, "order") == "asc",
            Page = int.TryParse(Text(query, "page"), NumberStyles.None, CultureInfo.InvariantCulture, out int page)
                ? Math.Max(1, page)
                : 1,
        };
    }

    /// <summary>The address of this state of a test's view.</summary>
    /// <param name="path">The path of the view.</param>
    public string AddressOf(string path)
    {
        List<string> parts = [];
        if (Tab != CellTab.Traces)
        {
            parts.Add("tab=" + Tab.ToString().ToLowerInvariant());
        }

        if (FromMs is { } from && ToMs is { } to)
        {
            parts.Add($"from={Text(from)}&to={Text(to)}");
        }
        else if (Width != TraceWidth.Day)
        {
            parts.Add("span=" + Width.Name);
        }

        if (Cycles.Count > 0)
        {
            parts.Add("cycles=" + CycleList.Text(Cycles));
        }

        parts.AddRange(TestList.Parts("with", With));
        AddTable(parts);
        return $"{path}{(parts.Count > 0 ? "?" : "")}{string.Join('&', parts)}";
    }

    /// <summary>The traces around a moment, a quarter of an hour to both sides.</summary>
    public CellQuery Around(long utcMs) =>
        this with { Tab = CellTab.Traces, FromMs = utcMs - AroundMs, ToMs = utcMs + AroundMs };

    private void AddTable(List<string> parts)
    {
        if (Sort is not null)
        {
            parts.Add("sort=" + Sort);
        }

        if (IsAscending)
        {
            parts.Add("order=asc");
        }

        if (Page > 1)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"page={Page}"));
        }
    }

    private static string Text(long utcMs) =>
        BelievableUtc.DateOrNone(utcMs)?.ToString(TimeFormat, CultureInfo.InvariantCulture) ?? "";

    private static string Text(Dictionary<string, StringValues> query, string name) =>
        query.TryGetValue(name, out StringValues value) ? value.ToString() : "";

    private static long? Time(Dictionary<string, StringValues> query, string name) =>
        TypedMoment.TryParse(Text(query, name), out DateTimeOffset time)
            ? BelievableUtc.OrNone(time.ToUnixTimeMilliseconds())
            : null;
}
