using System;
using System.IO;
using System.Linq;
using System.Text;
using EdgeLogger.Sinks.Store;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Sinks.Tests;

public sealed class SinkStoreTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sink-store-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Cursors_come_back_as_they_were_and_sinks_do_not_share_them()
    {
        SampleCursor last = new(ulong.MaxValue, uint.MaxValue);
        SampleCursor plain = new(1, 7);
        ResultCursor result = new(1, 3, 1, long.MinValue);
        using (SinkStore store = Open("a", "log"))
        {
            Progress progress = new(10);
            progress.Add(last);
            progress.Add(plain);
            progress.Add(result);
            store.Save(progress);
        }

        using SinkStore same = Open("a", "log");
        using SinkStore other = Open("b", "log");
        Assert.Equal([plain, last], same.SampleCursors().OrderBy(cursor => cursor.StreamId));
        Assert.Equal(result, Assert.Single(same.ResultCursors()));
        Assert.Empty(other.SampleCursors());
    }

    [Fact]
    public void Another_log_in_the_directory_begins_at_the_beginning()
    {
        using (SinkStore store = Open("a", "log"))
        {
            Progress progress = new(10);
            progress.Add(new SampleCursor(1, 7));
            store.Save(progress);
        }

        using SinkStore other = Open("a", "another log");
        Assert.Empty(other.SampleCursors());
    }

    [Fact]
    public void Of_the_points_quarantined_the_newest_are_kept_and_all_are_counted()
    {
        using SinkStore store = Open("a", "log");
        for (int round = 0; round < 3; round++)
        {
            Progress progress = new(5);
            for (int i = 0; i < 4 + (round * 10); i++)
            {
                progress.Add(new DeadLetter(Encoding.UTF8.GetBytes($"m v={round}.{i}"), "no", 1));
            }

            store.Save(progress);
        }

        Assert.Equal(42, store.PointsQuarantined);
        Assert.Equal(Enumerable.Range(19, 5).Select(i => $"m v=2.{i}"), store.DeadLetters()
            .Select(letter => Encoding.UTF8.GetString(letter.Line)));
    }

    [Fact]
    public void A_file_of_a_newer_version_is_left_as_it_is()
    {
        Open("a", "log").Dispose();
        string path = Path.Combine(_directory, SinkStore.FileName);
        using (SqliteConnection connection = new($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version=2";
            command.ExecuteNonQuery();
        }

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Open("a", "log"));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    private SinkStore Open(string name, string logId) => SinkStore.Open(_directory, name, logId, deadLettersKept: 5);
}
