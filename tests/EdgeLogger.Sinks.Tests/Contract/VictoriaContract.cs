using System.Threading.Tasks;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Sinks.Tests.Contract;

/// <summary>Any adapter with VictoriaMetrics, which loses the last seconds of what it has accepted when it is killed.</summary>
public abstract class VictoriaContract : TargetContract
{
    protected override async Task<ServerProcess> StartServerAsync() => await VictoriaServer.CreateAsync();

    // It keeps decimal numbers of about twelve digits.
    protected override void AssertSame(double written, double read) => Assert.Equal(written, read, 1e-11 * double.Abs(written));
}
