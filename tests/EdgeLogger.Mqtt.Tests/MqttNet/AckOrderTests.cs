using System;
using System.Collections.Generic;
using EdgeLogger.Mqtt.MqttNet;

namespace EdgeLogger.Mqtt.Tests.MqttNet;

public sealed class AckOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void It_agrees_with_a_plain_list(int seed)
    {
        var random = new Random(seed);
        var order = new AckOrder(100);
        var model = new List<(ushort Id, bool Done)>();
        ushort next = 1;
        for (int i = 0; i < 200_000; i++)
        {
            switch (random.Next(3))
            {
                case 0 when model.Count < 100:
                    Assert.True(order.TryAdd(next, 10));
                    model.Add((next, false));
                    next = next == ushort.MaxValue ? (ushort)1 : (ushort)(next + 1);
                    break;
                case 1 when model.Count > 0:
                    int at = random.Next(3) == 0 ? random.Next(model.Count) : Math.Max(0, model.FindIndex(m => !m.Done));
                    order.Mark(model[at].Id);
                    model[at] = (model[at].Id, true);
                    break;
                default:
                    bool due = model.Count > 0 && model[0].Done;
                    Assert.True(due == order.TryTakeDue(out ushort id), $"seed {seed}, step {i}");
                    if (due)
                    {
                        Assert.True(model[0].Id == id, $"seed {seed}, step {i}");
                        model.RemoveAt(0);
                    }

                    break;
            }
        }
    }

    [Fact]
    public void More_than_the_receive_maximum_is_borne_while_it_is_small()
    {
        var order = new AckOrder(2);

        Assert.True(order.TryAdd(1, 40 << 20));
        Assert.True(order.TryAdd(2, 40 << 20));
        Assert.False(order.TryAdd(3, 1));
        order.Mark(1);
        Assert.True(order.TryTakeDue(out _));
        Assert.True(order.TryAdd(3, 1));
        Assert.True(order.TryAdd(4, 1));
    }

    [Fact]
    public void An_unknown_id_changes_nothing()
    {
        var order = new AckOrder(10);
        order.Mark(1);
        Assert.True(order.TryAdd(5, 1));
        order.Mark(6);

        Assert.False(order.AnyDue);
    }
}
