using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Sinks.Tests.Servers;

namespace EdgeLogger.Sinks.Tests.Contract;

/// <summary>Any adapter with VictoriaMetrics.</summary>
public abstract class VictoriaContract : TargetContract
{
    protected override async Task<ServerProcess> StartServerAsync() => await VictoriaServer.CreateAsync();

    // It keeps decimal numbers of about twelve digits.
    protected override void AssertSame(double written, double read) => Assert.Equal(written, read, 1e-11 * double.Abs(written));

    // It writes what it has accepted to its disk a few seconds later, and loses that if it is killed before; a flush makes it do so now.
    protected override async Task WaitUntilDurableAsync(ServerProcess server)
    {
        await server.ReadAsync(Database);
        await Task.Delay(TimeSpan.FromSeconds(6), TimeProvider.System, CancellationToken.None);
    }
}
