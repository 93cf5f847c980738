using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Results.Rows;

/// <summary>Results as rows of a file, one column a quantity.</summary>
/// <typeparam name="T">The result.</typeparam>
public sealed class QuantityRows<T>
{
    private readonly IRowWriter _writer;
    private readonly Quantity<T>[] _quantities;

    /// <param name="writer">Where to.</param>
    /// <param name="quantities">The columns, in order.</param>
    public QuantityRows(IRowWriter writer, IEnumerable<Quantity<T>> quantities) =>
        (_writer, _quantities) = (writer, [.. quantities]);

    /// <summary>Says the columns. Once, before the first row.</summary>
    public void Begin() => _writer.Begin([.. _quantities.Select(quantity => new ExportColumn(quantity.Name, quantity.Type))]);

    /// <summary>Writes a row.</summary>
    public void Write(T result)
    {
        foreach (Quantity<T> quantity in _quantities)
        {
            WriteOne(quantity, result);
        }

        _writer.EndRow();
    }

    private void WriteOne(Quantity<T> quantity, T result)
    {
        switch (quantity.Type)
        {
            case QuantityType.Text:
            case QuantityType.Flags:
                _writer.Text(quantity.Text(result));
                break;
            case QuantityType.Whole:
                _writer.Whole((long?)quantity.Number(result));
                break;
            case QuantityType.Flag:
                _writer.Flag(quantity.Number(result) is not (null or 0));
                break;
            case QuantityType.Utc:
                _writer.Utc((long?)quantity.Number(result));
                break;
            default:
                _writer.Number(quantity.Number(result));
                break;
        }
    }
}
