using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.Versioning;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Gateway.Tests;

/// <summary>A checkout that holds only the launcher, with a home and a path of its own.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class LaunchedFolder : IDisposable
{
    private static readonly string[] Programs =
    [
        "gateway/EdgeLogger.Gateway/bin/Release/net10.0/edgelogger.dll",
        "bench/EdgeLogger.Bench/bin/Release/net10.0/edgelogger-bench.dll",
    ];

    private static readonly string[] Tools =
    [
        "awk", "basename", "bash", "cat", "chmod", "cp", "dirname", "env", "find", "flock", "grep", "mkdir", "mktemp",
        "readlink", "rm", "sed",
        "seq", "sort", "tail", "touch", "xargs",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("edgelogger-launcher-").FullName;

    public LaunchedFolder()
    {
        string root = Root();
        foreach (string part in (string[])["bin", "home", "eng", "shared", "firmware", "gateway", "bench", "hardware", "tests"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, part));
        }

        File.Copy(Path.Combine(root, "edgelogger"), Path.Combine(_folder, "edgelogger"));
        foreach (string script in Directory.EnumerateFiles(Path.Combine(root, "eng"), "*.sh"))
        {
            // A mosquitto of this machine is out of sight.
            File.WriteAllText(Path.Combine(_folder, "eng", Path.GetFileName(script)),
                File.ReadAllText(script).Replace("/usr/sbin/", Path.Combine(_folder, "bin/"), StringComparison.Ordinal));
        }

        foreach (string tool in Tools)
        {
            string there = File.Exists("/usr/bin/" + tool) ? "/usr/bin/" + tool : "/bin/" + tool;
            File.CreateSymbolicLink(Path.Combine(_folder, "bin", tool), there);
        }

        Write("Directory.Build.props", "", isProgram: false);
        // Newer than every source: nothing has to be built.
        Array.ForEach(Programs, program => Write(program, "", isProgram: false));
        StandIn("id", "echo 0");
        // Waits are not waited for; a test project that runs is looked at once a second.
        StandIn("sleep", "exec /bin/sleep 0.01");
    }

    public string Home => Path.Combine(_folder, "home");

    /// <summary>What stand-ins have written down of their calls.</summary>
    public string Calls => File.Exists(Path.Combine(Home, "calls")) ? File.ReadAllText(Path.Combine(Home, "calls")) : "";

    /// <summary>A dotnet with SDK 10 that does this otherwise.</summary>
    public static string Dotnet(string otherwise) => $$"""
        #!/bin/bash
        if [ "$1" = --list-sdks ]; then echo '10.0.100 [/sdk]'; exit 0; fi
        {{otherwise}}
        """;

    /// <summary>Makes the built programs older than their sources: the next command builds.</summary>
    public void Age() => Array.ForEach(
        Programs, program => File.SetLastWriteTimeUtc(Path.Combine(_folder, program), DateTime.UnixEpoch));

    /// <summary>Puts a program on the path.</summary>
    public void StandIn(string name, string script) =>
        Write("bin/" + name, script.StartsWith("#!", StringComparison.Ordinal) ? script : "#!/bin/bash\n" + script,
            isProgram: true);

    public void Write(string path, string text, bool isProgram = false)
    {
        string file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text + "\n");
        if (isProgram)
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Runs ./edgelogger without a terminal.</summary>
    public Task<ProgramResult> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        ProcessStartInfo start = new("/bin/bash")
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Path.Combine(_folder, "bin");
        start.Environment["HOME"] = Home;
        start.ArgumentList.Add("./edgelogger");
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return EdgeLoggerProgram.RunAsync(start, cancellationToken);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EdgeLogger.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException(
                $"No EdgeLogger.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
