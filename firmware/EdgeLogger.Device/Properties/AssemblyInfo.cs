using System.Reflection;

[assembly: AssemblyTitle("EdgeLogger.Device")]
[assembly: AssemblyProduct("EdgeLogger")]
[assembly: AssemblyVersion("0.1.0.0")]
