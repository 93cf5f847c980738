using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Derivation.Tests;

/// <summary>Frames that are in the log before the schema that gives them meaning.</summary>
public sealed class LateSchemaTests : IDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("edgelogger-late-schema-");

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task Frames_whose_schema_comes_last_of_all_are_derived_when_it_comes()
    {
        CodedCell cell = new(77);
        List<byte[]> frames = [.. cell.Run(0.01, 66), .. cell.Run(-0.01, 65), .. cell.Run(0.01, 66)];
        TaskCompletionSource<CellUpdate> stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LiveLog live = new(_scratch.FullName);
        live.Derivation.Stored += update => stored.TrySetResult(update);
        await live.AppendAsync(frames);
        // Others first, so that the frames have been looked at by now and been found to have to wait.
        for (int i = 0; i < 5; i++)
        {
            await live.AddSchemaAsync([.. "{}"u8, .. new byte[i]]);
        }

        await live.AddSchemaAsync();

        CellUpdate derived = await stored.Task.WaitAsync(Soon.Patience, TestContext.Current.CancellationToken);
        Assert.NotEmpty(derived.Halves);
    }
}
