using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Book;

/// <summary>
/// A time in which alerts are kept in the book and nobody is notified. It ends by itself; what is still open and unreported then
/// is sent then.
/// </summary>
/// <param name="Id">Number in the book, from 1.</param>
/// <param name="Subjects">Names of cells, boards or cohorts; * stands for anything.</param>
/// <param name="Rules">Names of rules; * stands for anything.</param>
/// <param name="IsMaintenance">Work is going on; it is planned, and may begin later.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends.</param>
/// <param name="By">Who made it.</param>
/// <param name="Note">Why.</param>
public sealed record Silence(
    long Id, string Subjects, string Rules, bool IsMaintenance, DateTimeOffset From, DateTimeOffset Until, string By, string Note)
{
    /// <summary>Whether it is about these, at any time.</summary>
    public bool Covers(string rule, IReadOnlyList<string> names) =>
        NamePattern.Matches(Rules, rule) && names.Any(name => NamePattern.Matches(Subjects, name));
}
