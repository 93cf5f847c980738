using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace EdgeLogger.Boards.Tests.EndToEnd;

/// <summary>Reads the steps out of a guide, as the comment at the head of docs/guides/first-board.md says.</summary>
internal static partial class Guide
{
    private const string Fence = "```";

    /// <summary>The steps of docs/guides/first-board.md, in order.</summary>
    public static IReadOnlyList<GuideStep> FirstBoard() => Of("first-board.md");

    /// <summary>The steps of a guide in docs/guides, in order.</summary>
    public static IReadOnlyList<GuideStep> Of(string name) =>
        Read(File.ReadAllLines(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "guides", name)));

    /// <summary>The steps of a guide.</summary>
    public static IReadOnlyList<GuideStep> Read(IReadOnlyList<string> guide)
    {
        List<GuideStep> steps = [];
        bool isComment = false;
        for (int line = 0; line < guide.Count; line++)
        {
            isComment = (isComment || guide[line].StartsWith("<!--", StringComparison.Ordinal)) && !guide[line]
                .EndsWith("-->", StringComparison.Ordinal);
            if (isComment)
            {
                continue;
            }

            if (guide[line].StartsWith(Fence, StringComparison.Ordinal))
            {
                string[] info = guide[line][Fence.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                string[] block = [.. guide.Skip(line + 1).TakeWhile(each => each != Fence)];
                line += block.Length + 1;
                Take(steps, info, block);
            }
            else if (Row().Match(guide[line]) is { Success: true } row && steps is [.., GuideCommands asking])
            {
                steps[^1] = asking with
                {
                    Talk = [.. asking.Talk, new GuideQuestion(
                    row.Groups["prompt"].Value, "board", row.Groups["typed"].Value, row.Groups["answer"].Value)]
                };
            }
        }

        return steps;
    }

    private static void Take(List<GuideStep> steps, string[] info, string[] block)
    {
        switch (info)
        {
            case ["sh", .. string[] terminal]:
                steps.Add(new GuideCommands(terminal.SingleOrDefault(""), string.Join('\n', block), "", []));
                break;
            case ["typed", string into]:
                steps.Add(new GuideTyping(into, block));
                break;
            case ["text"]:
                if (steps is [.., GuideCommands { Terminal.Length: > 0, Says.Length: 0 } started])
                {
                    steps[^1] = started with { Says = block[^1][..(block[^1].IndexOf(':', StringComparison.Ordinal) + 1)] };
                }

                break;
            default:
                throw new InvalidDataException(
                    $"The guide has a block of '{string.Join(' ', info)}', which its convention does not know.");
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^\| `(?<prompt>[^`]+)` \| (`(?<typed>[^`]+)`)? ?\| (Enter|`(?<answer>[^`]+)`) \|$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
