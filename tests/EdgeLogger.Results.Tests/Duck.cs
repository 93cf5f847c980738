using System.Collections.Generic;
using DuckDB.NET.Data;

namespace EdgeLogger.Results.Tests;

/// <summary>Questions to DuckDB.</summary>
internal static class Duck
{
    public static List<object[]> Rows(string sql)
    {
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader row = command.ExecuteReader();
        List<object[]> rows = [];
        while (row.Read())
        {
            object[] values = new object[row.FieldCount];
            row.GetValues(values);
            rows.Add(values);
        }

        return rows;
    }
}
