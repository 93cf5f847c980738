// Gateways of these tests run in real time and mostly wait for the product's intervals: more classes at once than the machine
// has processors. Tests of one class still run one after another.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
