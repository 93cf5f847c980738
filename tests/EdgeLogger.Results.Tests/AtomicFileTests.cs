using System;
using System.IO;
using EdgeLogger.Files;
using EdgeLogger.Testing;

namespace EdgeLogger.Results.Tests;

/// <summary>A file that replaces another one.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite)]
    public void A_file_that_is_replaced_keeps_its_mode_also_while_the_new_one_is_being_written(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files have no mode there");
        string path = _directory.File("cell.csv");
        File.WriteAllText(path, "old");
        SetMode(path, mode);
        AtomicFile.Write(path, unfinished =>
        {
            Assert.Equal(mode, ModeOf(unfinished));
            File.WriteAllText(unfinished, "new");
        });
        Assert.Equal(("new", mode), (File.ReadAllText(path), ModeOf(path)));
    }

    [Fact]
    public void A_link_stays_one_and_the_file_that_it_leads_to_is_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a link needs a right there");
        string target = _directory.File("target.csv");
        string link = _directory.File("link.csv");
        File.WriteAllText(target, "old");
        File.CreateSymbolicLink(link, target);
        AtomicFile.Write(link, unfinished => File.WriteAllText(unfinished, "new"));
        Assert.Equal((target, "new"), (new FileInfo(link).LinkTarget, File.ReadAllText(target)));
    }

    [Fact]
    public void A_link_that_somebody_put_where_the_unfinished_file_goes_leads_nowhere()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a link needs a right there");
        string other = _directory.File("other");
        File.WriteAllText(other, "somebody's");
        string path = _directory.File("cell.csv");
        File.CreateSymbolicLink(path + ".part", other);
        AtomicFile.Write(path, unfinished => File.WriteAllText(unfinished, "new"));
        Assert.Equal(("somebody's", "new"), (File.ReadAllText(other), File.ReadAllText(path)));
        Assert.Null(new FileInfo(path).LinkTarget);
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
