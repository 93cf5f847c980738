using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.IO;
using System.Linq;
using EdgeLogger.Gateway.Settings;

namespace EdgeLogger.Gateway.Commands;

/// <summary>
/// The help of a command with many options: as that of all others, with a heading before each group of options.
/// </summary>
internal sealed class GroupedHelp(HelpAction plain, IReadOnlyList<SettingGroup> groups) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => plain.ClearsParseErrors;

    /// <summary>Gives a command this help.</summary>
    public static void AddTo(Command command, IReadOnlyList<SettingGroup> groups)
    {
        HelpOption option = new();
        option.Action = new GroupedHelp((HelpAction)option.Action!, groups);
        command.Add(option);
    }

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        using StringWriter text = new();
        parseResult.InvocationConfiguration.Output = text;
        int code = plain.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(string.Join(Environment.NewLine, text.ToString().Split(Environment.NewLine).SelectMany(WithHeading)));
        return code;
    }

    private IEnumerable<string> WithHeading(string line) =>
        groups.FirstOrDefault(group =>
            line.StartsWith($"  {group.Settings[0].Option.Name} ", StringComparison.Ordinal)) is { } group
            ? ["", $"{group.Title}:", line]
            : [line];
}
