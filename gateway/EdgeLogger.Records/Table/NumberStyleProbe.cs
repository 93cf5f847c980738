using System;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Table;

/// <summary>Finds a file's decimal mark from numbers at its beginning.</summary>
internal sealed class NumberStyleProbe
{
    private bool _point;
    private bool _comma;
    private string? _undecided;

    /// <summary>Takes a field that should be a number.</summary>
    public void Add(string field)
    {
        int points = field.AsSpan().Count('.');
        int commas = field.AsSpan().Count(',');
        if (points + commas == 0)
        {
            return;
        }

        char last = field[field.LastIndexOfAny(['.', ','])];
        if (points > 0 && commas > 0)
        {
            Set(last);
        }
        else if (points + commas > 1)
        {
            Set(last == '.' ? ',' : '.');
        }
        else if (last == '.' || IsNoGroup(field))
        {
            Set(last);
        }
        else
        {
            _undecided ??= field;
        }
    }

    /// <exception cref="RecordFormatException">The file contradicts itself, or never says which mark it means.</exception>
    public NumberStyle Result()
    {
        if (_point && _comma)
        {
            throw new RecordFormatException(
                "some numbers have a decimal point and some a decimal comma: export the file with one of them.");
        }

        return _undecided is null || _point || _comma
            ? new NumberStyle(_comma, _point || _comma)
            : throw new RecordFormatException(
                $"'{_undecided}' may be a decimal fraction or thousands, and no number near the top says which: "
                + "export with a decimal point.");
    }

    /// <summary>
    /// A lone comma groups thousands only after one to three digits, the first not zero, and before exactly three.
    /// </summary>
    private static bool IsNoGroup(string field)
    {
        ReadOnlySpan<char> digits = field.AsSpan().Trim().TrimStart("+-");
        int mark = digits.IndexOf(',');
        return mark is < 1 or > 3 || digits[0] == '0' || digits.Length - mark != 4;
    }

    private void Set(char mark)
    {
        _point |= mark == '.';
        _comma |= mark == ',';
    }
}
