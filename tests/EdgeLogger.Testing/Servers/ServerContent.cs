using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Testing.Servers;

/// <summary>What a server gives back.</summary>
public sealed class ServerContent
{
    private readonly List<ServerValue> _values = [];

    public IReadOnlyList<ServerValue> Values => _values;

    public void Add(ServerValue value) => _values.Add(value);

    /// <summary>The values of one field, in the order of their times.</summary>
    public IReadOnlyList<ServerValue> Field(string measurement, string field) =>
        [.. _values.Where(value => value.Series == $"{measurement}_{field}").OrderBy(value => value.UtcMs)];
}
