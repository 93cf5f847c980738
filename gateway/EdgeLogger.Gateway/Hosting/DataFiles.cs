using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Keys;
using EdgeLogger.Mirrors;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Brokers.Certificates;
using EdgeLogger.Sinks.Store;
using EdgeLogger.Traces;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Every file that a gateway keeps in its data directory, with what is in it.</summary>
internal static class DataFiles
{
    public static IReadOnlyList<DataFile> All { get; } =
    [
        new("frames.db", "the frame log"),
        new("frames.lock", "the mark of the gateway that runs"),
        new("frames.pid", "the number of the gateway's process"),
        new(DerivedStore.FileName, "results derived from the log"),
        new(TraceStore.FileName, "traces derived from the log"),
        new(AlertBook.FileName, "alerts, acknowledgements and silences"),
        new(SinkStore.FileName, "how far each InfluxDB has come"),
        new(PublishedTopics.FileName, "what a broker may retain of the mirrors"),
        new(CellsGuard.FileName, "cells, tests and notes"),
        new("calibrations.jsonl", "the boards' calibrations"),
        new("states.jsonl", "the order of the boards' states"),
        new("access.json", "who may use the page"),
        new("access.json.lock", "the lock of access.json"),
        new("access.mark", "the mark that somebody may sign in at the page"),
        new("audit.log", "who changed what"),
        new(RuleFile.FileName, "the rules of alerts"),
        new("broker/accounts", "the boards' accounts"),
        new("broker/accounts.lock", "the lock of the accounts"),
        new($"broker/{BrokerAccounts.LossMark}", "the mark that accounts were lost"),
        new("broker/gateway.password", "the gateway's own password"),
        new($"broker/{OwnBroker.PortFile}", "the broker's port"),
        new($"broker/{BoardKeys.FileName}", "the boards' keys"),
        new($"broker/{BoardKeys.FileName}.lock", "the mark that boards have keys"),
        .. BrokerCertificates.FileNames.Select(name => new DataFile($"broker/tls/{name}", "a certificate of the broker")),
    ];

    /// <summary>Looks, before anything is opened, whether each file that is there is a file and may be read.</summary>
    /// <param name="directory">The data directory; it need not be there.</param>
    /// <exception cref="UserErrorException">One is not; the message names it and says what to do.</exception>
    public static void Check(string directory)
    {
        foreach (DataFile file in All)
        {
            string path = Path.Combine(directory, file.Name.Replace('/', Path.DirectorySeparatorChar));
            if (Directory.Exists(path))
            {
                throw new UserErrorException($"{path} is a folder, and must be a file: it holds {file.Holds}. Move the folder "
                    + "away, and put the file of a backup in its place if there was one.");
            }

            if (File.Exists(path) && WhyNotReadable(path) is { } why)
            {
                throw new UserErrorException(
                    $"{path} ({file.Holds}) cannot be read: {why} Let {Environment.UserName} read and write it.");
            }
        }
    }

    private static string? WhyNotReadable(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return null;
        }
        catch (UnauthorizedAccessException error)
        {
            return error.Message;
        }
        catch (IOException)
        {
            // Another process holds it; who opens it says more.
            return null;
        }
    }
}

/// <summary>A file of the data directory.</summary>
/// <param name="Name">Its name in the directory, with / for folders.</param>
/// <param name="Holds">What is in it, for a message.</param>
internal sealed record DataFile(string Name, string Holds);
