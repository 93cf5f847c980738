// Gateways of these tests run in real time, and wait for intervals of the product: more of them at once than the machine has
// processors. Not more: a test says when it has waited for too long.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
