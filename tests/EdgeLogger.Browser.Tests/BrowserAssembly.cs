using EdgeLogger.Browser.Tests;

[assembly: AssemblyFixture(typeof(RunningDemo))]
