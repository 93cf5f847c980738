using System;

namespace EdgeLogger.Web.Components.Book;

/// <summary>What the code of a label says.</summary>
internal static class LabelText
{
    /// <summary>The name of the cell: the end of a link to a cell's page, as `edgelogger cell label` prints it, else all of the
    /// text.</summary>
    /// <param name="text">What was read.</param>
    public static string NameOf(string text)
    {
        string read = text.Trim();
        return Uri.TryCreate(read, UriKind.Absolute, out Uri? link) && link.Scheme is "http" or "https"
            && link!.AbsolutePath.Split('/') is [.., "cells", { Length: > 0 } name]
            ? Uri.UnescapeDataString(name)
            : read;
    }
}
