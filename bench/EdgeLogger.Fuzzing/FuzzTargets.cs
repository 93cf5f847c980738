using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Fuzzing.Targets;

namespace EdgeLogger.Fuzzing;

/// <summary>All targets by their names.</summary>
public static class FuzzTargets
{
    private static readonly (string Name, Func<FuzzTarget> Make)[] Known =
    [
        ("frames", () => new FrameTarget()),
        ("acks", () => new AckTarget()),
        ("schemas", () => new SchemaTarget()),
        ("states", () => new StateTarget()),
        ("answers", () => new AnswerTarget()),
        ("topics", () => new TopicTarget()),
        ("queries", () => new QueryTarget()),
        ("accounts", () => new AccountsTarget()),
        ("rules", () => new RuleTarget()),
        ("records", () => new RecordTarget()),
        ("cells", () => new CellTarget()),
        ("http", () => new HttpTarget()),
        ("gateway", () => new GatewayTarget()),
    ];

    /// <summary>Names of all targets, the quickest first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(known => known.Name)];

    /// <summary>Makes a target of one of the <see cref="Names"/>.</summary>
    public static FuzzTarget Make(string name) => Known.First(known => known.Name == name).Make();
}
