using System.Collections.Generic;
using EdgeLogger.Firmware.Board;

namespace EdgeLogger.Firmware.Tests.Board;

public sealed class RandomNumbersTests
{
    [Fact]
    public void Boards_whose_entropy_or_name_differs_by_one_share_no_number_in_any_slot()
    {
        HashSet<ulong> seen = [];
        int drawn = 0;
        foreach (string board in (string[])["bench-01", "bench-02", "bench-03"])
        {
            for (ulong entropy = 0; entropy < 50; entropy++)
            {
                for (int index = 0; index < 5; index++, drawn++)
                {
                    seen.Add(RandomNumbers.Of(entropy, board, index));
                }
            }
        }

        Assert.Equal(drawn, seen.Count);
        Assert.DoesNotContain(0UL, seen);
        Assert.Equal(RandomNumbers.Of(7, "bench-01", 3), RandomNumbers.Of(7, "bench-01", 3));
    }
}
