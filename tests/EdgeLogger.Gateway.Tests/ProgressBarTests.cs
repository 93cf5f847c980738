using System.Threading.Tasks;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Tests;

public sealed class ProgressBarTests
{
    [Fact]
    public async Task Two_commands_in_one_process_may_each_show_a_bar() =>
        Assert.Equal(7, await ProgressBar.ShowAsync("one", _ => ProgressBar.ShowAsync("other", _ => Task.FromResult(7))));
}
