using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Boards.Tests.EndToEnd;

/// <summary>Somebody new who does what a guide says, word by word, in a home of their own.</summary>
internal sealed class GuideReader : IAsyncDisposable
{
    private readonly Dictionary<string, GuideTerminal> _terminals = [];
    private readonly List<string> _said = [];

    public GuideReader()
    {
        // As the launcher on the path would: the program that these tests were built with.
        string program = Path.Combine(Directory.CreateDirectory(Path.Combine(Home, "bin")).FullName, "edgelogger");
        File.WriteAllText(program,
            $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "edgelogger.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The home.</summary>
    public string Home { get; } = Directory.CreateTempSubdirectory("edgelogger-newcomer-").FullName;

    /// <summary>What the commands that ended have said, in order.</summary>
    public string Said => string.Concat(_said);

    /// <summary>A terminal in which something goes on.</summary>
    public GuideTerminal Terminal(string name) => _terminals[name];

    /// <summary>Does one step.</summary>
    public async Task DoAsync(GuideStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case GuideTyping typing:
                foreach (string line in typing.Lines)
                {
                    await TypeAsync(typing.Terminal, line, cancellationToken);
                }

                break;
            case GuideCommands { Terminal.Length: > 0 } started:
                _terminals.Add(started.Terminal, GuideTerminal.Run(started.Script, Home));
                await _terminals[started.Terminal].WaitForAsync(started.Says, cancellationToken);
                break;
            case GuideCommands commands:
                await RunAsync(commands, cancellationToken);
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (GuideTerminal terminal in _terminals.Values)
        {
            await terminal.DisposeAsync();
        }

        Directory.Delete(Home, recursive: true);
    }

    private async Task RunAsync(GuideCommands commands, CancellationToken cancellationToken)
    {
        await using GuideTerminal terminal = GuideTerminal.Run(commands.Script, Home);
        foreach (GuideQuestion question in commands.Talk)
        {
            await terminal.WaitForAsync(question.Prompt, cancellationToken);
            if (question.Typed.Length > 0)
            {
                await TypeAsync(question.Terminal, question.Typed, cancellationToken);
            }

            await terminal.TypeAsync(question.Answer);
        }

        terminal.EndInput();
        int code = await terminal.ExitAsync(cancellationToken);
        Assert.True(code == 0, $"{commands.Script}\nended with {code} and said:\n{terminal.Said}");
        _said.Add(terminal.Said);
    }

    private async Task TypeAsync(string terminal, string line, CancellationToken cancellationToken)
    {
        await _terminals[terminal].TypeAsync(line);
        await _terminals[terminal].WaitForAsync("supplied: " + line, cancellationToken);
    }
}
