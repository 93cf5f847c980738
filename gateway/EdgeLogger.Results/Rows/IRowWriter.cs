using System;
using System.Collections.Generic;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Results.Rows;

/// <summary>A file format: takes rows value by value, in the order of the columns.</summary>
public interface IRowWriter : IDisposable
{
    /// <summary>Says the columns. Once, before the first row.</summary>
    void Begin(IReadOnlyList<ExportColumn> columns);

    /// <summary>A number; null, NaN and infinities are left empty.</summary>
    void Number(double? value);

    /// <summary>A whole number; null is left empty.</summary>
    void Whole(long? value);

    /// <summary>Yes or no.</summary>
    void Flag(bool value);

    /// <summary>Text.</summary>
    void Text(string value);

    /// <summary>A moment, Unix ms; null is left empty.</summary>
    void Utc(long? unixMs);

    /// <summary>Ends the row.</summary>
    void EndRow();

    /// <summary>Ends the file: it is whole only after this.</summary>
    void Complete();
}

/// <summary>A column of a file.</summary>
/// <param name="Name">Its name, unit last.</param>
/// <param name="Type">What it holds.</param>
public sealed record ExportColumn(string Name, QuantityType Type);
