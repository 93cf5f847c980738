using System;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.Firmware.Tests.Provisioning;

public sealed class ConfigStorePowerLossTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Power_lost_at_any_write_or_erase_leaves_a_whole_configuration_that_was_set_before(int seed)
    {
        MemoryFlash whole = new(ConfigStore.Segments, ConfigStore.LeastSegmentLength);
        new Life().Run(whole);
        Assert.True(whole.Operations > 60);

        for (long operation = 0; operation < whole.Operations; operation++)
        {
            MemoryFlash flash = new(ConfigStore.Segments, ConfigStore.LeastSegmentLength);
            flash.LosePowerAt(operation, seed * 1000 + (int)operation);
            Life life = new();
            Assert.Throws<PowerLostException>(() => life.Run(flash));

            // A second loss, at one of the first things that the start writes.
            flash.LosePowerAt(operation % 2, seed);
            try
            {
                Boot(flash);
            }
            catch (PowerLostException)
            {
            }

            flash.RestorePower();
            BoardConfiguration after = Boot(flash);
            string where = $"seed {seed}, operation {operation}: version {after.Settings.Version}, confirmed "
                + $"{life.Confirmed}, offered {life.Offered}";
            Assert.True(after.Settings.Version >= life.Confirmed && after.Settings.Version <= life.Offered, where);
            Assert.True(after.Settings.Version == life.Confirmed || after.IsTrial
                || after.Settings.Version == life.Confirming, where);

            // And it takes the next one.
            byte[] next = ConfigDocuments.Simple(1000);
            Assert.Equal("", after.Set(next, next.Length));
            Assert.Equal(1000, Boot(flash).Settings.Version);
        }
    }

    [Fact]
    public void A_journal_that_is_full_many_times_goes_on()
    {
        MemoryFlash flash = new(ConfigStore.Segments, ConfigStore.LeastSegmentLength);
        ConfigStore store = new(flash);
        Assert.True(store.Mount());
        for (int i = 1; i <= 2000; i++)
        {
            store.Memory.Crashes = i % 200;
            Assert.True(store.Save());
        }

        ConfigStore again = new(flash);
        Assert.True(again.Mount());
        Assert.Equal(0, again.Memory.Crashes);
    }

    [Fact]
    public void A_copy_that_has_rotted_is_not_run()
    {
        MemoryFlash flash = new(ConfigStore.Segments, ConfigStore.LeastSegmentLength);
        BoardConfiguration board = Boot(flash);
        byte[] document = ConfigDocuments.Simple(1);
        Assert.Equal("", board.Set(document, document.Length));
        Assert.Equal(1, Boot(flash).Settings.Version);
        flash.Bytes[100] ^= 1;

        BoardConfiguration after = Boot(flash);

        Assert.False(after.IsConfigured);
        Assert.Equal("new-board", after.Settings.BoardId);
    }

    [Fact]
    public void A_flash_that_cannot_be_read_is_reported() =>
        Assert.Contains("settings' flash", Assert.Throws<InvalidOperationException>(
            () => Boot(new MemoryFlash(ConfigStore.Segments, ConfigStore.LeastSegmentLength) { RefusesReads = true })).Message,
                StringComparison.Ordinal);

    private static BoardConfiguration Boot(MemoryFlash flash) => new(flash, ResetReason.PowerOn, "new-board");

    /// <summary>
    /// Configurations set, confirmed, rolled back and calibrated, one after the other, with a start after each.
    /// </summary>
    private sealed class Life
    {
        public int Confirmed { get; private set; }

        /// <summary>The version that is becoming the confirmed one.</summary>
        public int Confirming { get; private set; }

        public int Offered { get; private set; }

        public void Run(MemoryFlash flash)
        {
            for (int version = 1; version <= 12; version++)
            {
                BoardConfiguration board = Boot(flash);
                Offered = version;
                Confirming = Confirmed == 0 ? version : 0;
                byte[] document = ConfigDocuments.Simple(version);
                Assert.Equal("", board.Set(document, document.Length));
                Assert.True(board.IsRestartWanted);
                bool isFirst = Confirmed == 0;
                Confirmed = isFirst ? version : Confirmed;
                board = Boot(flash);
                Assert.Equal(version, board.Settings.Version);
                Assert.NotEqual(isFirst, board.IsTrial);
                if (board.IsTrial)
                {
                    End(board, version);
                }

                Confirming = board.Settings.Version + 1;
                Offered = Math.Max(Offered, Confirming);
                if (version % 4 == 0)
                {
                    Assert.Equal("", board.KeepCalibration());
                    Confirmed = board.Settings.Version;
                    version = Confirmed;
                }
            }
        }

        private void End(BoardConfiguration board, int version)
        {
            board.Step(0, false);
            if (version % 3 == 0)
            {
                board.Step(11 * 60_000, false);
                Assert.True(board.IsRestartWanted);
            }
            else
            {
                Confirming = version;
                board.Step(1000, true);
                Confirmed = version;
            }
        }
    }
}
