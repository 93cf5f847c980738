namespace EdgeLogger.Records.Table;

/// <summary>Order of day and month in dates of three numbers.</summary>
internal enum DateOrder
{
    Unknown,
    MonthFirst,
    DayFirst,
}
