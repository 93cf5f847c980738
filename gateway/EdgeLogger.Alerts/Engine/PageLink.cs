using System;
using System.Linq;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Engine;

/// <summary>Where the page shows a subject.</summary>
internal static class PageLink
{
    /// <summary>The page of a cell, else of all; null if it is not known where people see the page.</summary>
    public static Uri? Of(Uri? page, Subject subject) => page is null
        ? null
        : new Uri(page, subject.Kind == SubjectKind.Cell ? "/cells/" + string.Join('/', subject.Name.Split('/').Select(Uri.EscapeDataString)) : "/");
}
