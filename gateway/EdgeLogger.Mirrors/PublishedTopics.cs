using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Files;

namespace EdgeLogger.Mirrors;

/// <summary>
/// Under which topics the lab's broker may retain something of ours, and of which test or slot: one a line, in the data
/// directory. A topic is here before the first message to it is sent, and until an empty one has cleared it, so that a kill at
/// any moment leaves none that nobody clears. Not safe for concurrent use.
/// </summary>
public sealed class PublishedTopics
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "mirrored.txt";

    private readonly string _path;
    private readonly SortedDictionary<string, string> _owners = new(StringComparer.Ordinal);

    /// <param name="directory">The data directory.</param>
    /// <param name="isOurs">Whether a line can be a topic of ours: what is none, in a file that was damaged, is dropped.</param>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public PublishedTopics(string directory, Func<string, bool> isOurs)
    {
        _path = Path.Combine(directory, FileName);
        if (File.Exists(_path))
        {
            foreach (string[] line in File.ReadLines(_path).Select(line => line.Split('\t')).Where(line => isOurs(line[0])))
            {
                _owners[line[0]] = line.ElementAtOrDefault(1) ?? "";
            }
        }
    }

    /// <summary>Topics that may have something, and are not wanted, or not for the one of whom it is.</summary>
    /// <param name="wanted">Topics, each with whom it is of.</param>
    public IReadOnlyList<string> Stale(IReadOnlyDictionary<string, string> wanted) =>
        [.. _owners.Where(one => wanted.GetValueOrDefault(one.Key) != one.Value).Select(one => one.Key)];

    /// <summary>Something is about to be sent to these topics, each with whom it is of.</summary>
    /// <exception cref="IOException">It cannot be written down: nothing is to be sent.</exception>
    public void Add(IEnumerable<KeyValuePair<string, string>> topics)
    {
        KeyValuePair<string, string>[] added = [.. topics.Where(one => _owners.GetValueOrDefault(one.Key) != one.Value)];
        if (added.Length > 0)
        {
            Write(_owners.Where(one => !added.Any(another => another.Key == one.Key)).Concat(added));
            Array.ForEach(added, one => _owners[one.Key] = one.Value);
        }
    }

    /// <summary>These topics have been cleared.</summary>
    /// <exception cref="IOException">It cannot be written down: they are cleared again.</exception>
    public void Remove(IReadOnlyCollection<string> topics)
    {
        if (topics.Count > 0)
        {
            Write(_owners.Where(one => !topics.Contains(one.Key)));
            foreach (string topic in topics)
            {
                _owners.Remove(topic);
            }
        }
    }

    private void Write(IEnumerable<KeyValuePair<string, string>> owners) => PrivateFile.Replace(
        _path, string.Concat(owners.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}\t{one.Value}\n")));
}
