using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using EdgeLogger.Derivation;
using EdgeLogger.Loops;
using EdgeLogger.Mirrors;
using EdgeLogger.Mirrors.Sparkplug;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>What is mirrored to the lab's own broker, if anything is.</summary>
internal sealed class MirrorPart(GatewayOptions options, DerivationService derivation, LoopHealth loops, TimeProvider time)
    : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _mirrors = new();

    public void Start()
    {
        if (options.MirrorBroker is not { } broker)
        {
            return;
        }

        if (options.Mirrors.Json || options.Mirrors.HomeAssistant)
        {
            JsonMirror json = new(
                options.Mirrors, broker, options.DataDirectory, () => MirroredCell.InSlots(derivation), time, loops);
            _mirrors.Push(json);
            json.Start();
        }

        if (options.Mirrors.Sparkplug)
        {
            SparkplugMirror sparkplug = new(options.Mirrors, broker, () => MirroredCell.InSlots(derivation), time, loops);
            _mirrors.Push(sparkplug);
            sparkplug.Start();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_mirrors.TryPop(out IAsyncDisposable? mirror))
        {
            await mirror.DisposeAsync().ConfigureAwait(false);
        }
    }
}
