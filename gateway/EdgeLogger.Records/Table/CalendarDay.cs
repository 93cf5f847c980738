using System;

namespace EdgeLogger.Records.Table;

/// <summary>A date as written, whose day and month may still be distinguished.</summary>
/// <param name="First">The month or the day.</param>
/// <param name="Second">The other one.</param>
/// <param name="Year">Four digits.</param>
/// <param name="Order">Which is which, as far as this date alone shows.</param>
internal readonly record struct CalendarDay(int First, int Second, int Year, DateOrder Order)
{
    private static readonly string[] Months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads "2024-05-31", "2024/5/31", "31.05.2024", "05/31/2024", "31/05/24" and "31-May-24".</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out CalendarDay day)
    {
        day = default;
        int one = text.IndexOfAny("-/."u8);
        int two = one < 0 ? -1 : text[(one + 1)..].IndexOfAny("-/."u8) + one + 1;
        if (one < 1 || two <= one + 1 || !TryParseWhole(text[..one], out int a) || !TryParseWhole(text[(two + 1)..], out int c))
        {
            return false;
        }

        ReadOnlySpan<byte> middle = text[(one + 1)..two];
        if (!TryParseWhole(middle, out int b))
        {
            day = new CalendarDay(a, MonthOf(middle), Full(c), DateOrder.DayFirst);
            return day.IsPossible;
        }

        if (one == 4)
        {
            day = new CalendarDay(b, c, a, DateOrder.MonthFirst);
            return day.IsPossible;
        }

        DateOrder order = a > 12 || text[one] == '.' ? DateOrder.DayFirst : b > 12 ? DateOrder.MonthFirst : DateOrder.Unknown;
        day = new CalendarDay(a, b, Full(c), order);
        return day.IsPossible;
    }

    /// <summary>Days since the beginning of the calendar.</summary>
    public int Number(DateOrder order) =>
        order == DateOrder.DayFirst ? new DateOnly(Year, Second, First).DayNumber : new DateOnly(Year, First, Second).DayNumber;

    /// <summary>Whether the date exists when read so.</summary>
    public bool IsPossibleAs(DateOrder order)
    {
        (int month, int day) = order == DateOrder.DayFirst ? (Second, First) : (First, Second);
        return Year is >= 1900 and < 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(Year, month);
    }

    private bool IsPossible => Order == DateOrder.Unknown
        ? IsPossibleAs(DateOrder.MonthFirst) && IsPossibleAs(DateOrder.DayFirst)
        : IsPossibleAs(Order);

    private static int Full(int year) => year < 100 ? 2000 + year : year;

    private static int MonthOf(ReadOnlySpan<byte> name)
    {
        if (name.Length < 3)
        {
            return 0;
        }

        Span<char> lower = [(char)(name[0] | 0x20), (char)(name[1] | 0x20), (char)(name[2] | 0x20)];
        for (int month = 0; month < Months.Length; month++)
        {
            if (lower.SequenceEqual(Months[month]))
            {
                return month + 1;
            }
        }

        return 0;
    }

    private static bool TryParseWhole(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (byte c in digits)
        {
            if (!char.IsAsciiDigit((char)c) || value > 9999)
            {
                return false;
            }

            value = value * 10 + (c - '0');
        }

        return !digits.IsEmpty;
    }
}

/// <summary>Order of day and month in dates of three numbers.</summary>
internal enum DateOrder
{
    Unknown,
    MonthFirst,
    DayFirst,
}
