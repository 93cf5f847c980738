using System.CommandLine;

namespace EdgeLogger.Gateway.Commands.Bench;

/// <summary>A command of the bench: help lists it here, and the second program takes the whole command line as it was typed.</summary>
internal sealed class ForwardedCommand(string name, string description) : Command(name, $"(bench) {description}");
