// Boards and gateways of these tests run in real time and mostly wait: more of them at once than the machine has processors.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 6)]
