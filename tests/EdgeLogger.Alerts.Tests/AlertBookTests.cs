using System;
using System.IO;
using System.Linq;

namespace EdgeLogger.Alerts.Tests;

public sealed class AlertBookTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void An_alert_noted_twice_is_there_once_and_told_once_across_a_restart()
    {
        Alert alert = new("bench-01/0", RetentionRule.Name, 13, true, "fell");
        using (AlertBook book = AlertBook.Open(_directory))
        {
            Assert.True(book.Note(alert, DateTimeOffset.UnixEpoch));
            Assert.False(book.Note(alert, DateTimeOffset.UnixEpoch.AddDays(1)));
            Assert.Equal([alert], book.Untold().ToArray());
            book.MarkTold(alert);
        }

        using AlertBook again = AlertBook.Open(_directory);
        Assert.False(again.Note(alert, DateTimeOffset.UnixEpoch.AddDays(2)));
        Assert.Empty(again.Untold());
        Assert.Equal([alert], again.All().ToArray());
    }
}
