using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Files;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Testing;

namespace EdgeLogger.Mqtt.Tests.Brokers;

public sealed class BrokerAccountsTests : IDisposable
{
    private readonly ScratchDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_gateways_own_account_is_made_once_and_kept()
    {
        string first = BrokerAccounts.Open(_folder.Path).GatewayPassword;
        BrokerAccounts again = BrokerAccounts.Open(_folder.Path);

        Assert.Equal(26, first.Length);
        Assert.Equal(first, again.GatewayPassword);
        Assert.True(again.Verify("gateway", first));
        Assert.Empty(again.Boards);
    }

    [Fact]
    public void A_folder_of_an_earlier_version_gets_the_accounts_of_commands_and_keeps_the_gateways_password()
    {
        BrokerAccounts today = BrokerAccounts.Open(_folder.Path);
        string board = today.Add("board-a");
        File.WriteAllLines(today.PasswordFile, File.ReadLines(today.PasswordFile)
            .Where(line => !line.StartsWith("gateway.", StringComparison.Ordinal)).ToArray());

        BrokerAccounts opened = BrokerAccounts.Open(_folder.Path);

        Assert.Equal(today.GatewayPassword, opened.GatewayPassword);
        Assert.True(opened.Verify(BrokerAccounts.CommandUser(1), opened.GatewayPassword));
        Assert.True(opened.Verify("board-a", board));
        Assert.Equal(["board-a"], opened.Boards);
    }

    [Fact]
    public async Task A_change_waits_while_another_process_makes_one()
    {
        BrokerAccounts accounts = BrokerAccounts.Open(_folder.Path);
        IDisposable held = PrivateFile.Lock(Path.Combine(_folder.Path, "accounts.lock"));
        Task<string> added = Task.Run(() => accounts.Add("board-a"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("board-a", File.ReadAllText(accounts.PasswordFile), StringComparison.Ordinal);
        held.Dispose();

        Assert.True(accounts.Verify("board-a", await Within.Patience(added)));
    }

    [Fact]
    public void Passwords_are_readable_by_their_owner_only_and_not_in_the_clear()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix file modes.");
            return;
        }

        BrokerAccounts accounts = BrokerAccounts.Open(_folder.Path);
        string password = accounts.Add("board-a");

        foreach (string file in (string[])[accounts.PasswordFile, accounts.GatewayPasswordFile])
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.DoesNotContain(password, File.ReadAllText(accounts.PasswordFile), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_password_replaces_the_old_one()
    {
        BrokerAccounts accounts = BrokerAccounts.Open(_folder.Path);
        string old = accounts.Add("board-a");
        string current = accounts.Add("board-a");

        Assert.NotEqual(old, current);
        Assert.False(accounts.Verify("board-a", old));
        Assert.True(accounts.Verify("board-a", current));
        Assert.Equal(["board-a"], accounts.Boards);
    }

    [Fact]
    public void A_revoked_board_is_unknown()
    {
        BrokerAccounts accounts = BrokerAccounts.Open(_folder.Path);
        string password = accounts.Add("board-a");

        Assert.True(accounts.Revoke("board-a"));
        Assert.False(accounts.Revoke("board-a"));
        Assert.False(accounts.Verify("board-a", password));
        Assert.False(accounts.Verify("board-a", null));
        Assert.False(accounts.Verify(null, null));
    }

    [Fact]
    public void The_gateway_cannot_be_revoked()
    {
        BrokerAccounts accounts = BrokerAccounts.Open(_folder.Path);

        Assert.All(BrokerAccounts.GatewayUsers, user => Assert.False(accounts.Revoke(user)));
        Assert.All(BrokerAccounts.GatewayUsers, user => Assert.True(accounts.Verify(user, accounts.GatewayPassword)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("Board")]
    [InlineData("a:b:c")]
    [InlineData("a\nb")]
    [InlineData("+++")]
    [InlineData("../x")]
    [InlineData("gateway")]
    public void What_is_not_a_board_id_gets_no_account(string id)
    {
        BrokerAccounts accounts = BrokerAccounts.Open(_folder.Path);
        string before = File.ReadAllText(accounts.PasswordFile);

        Assert.Throws<ArgumentException>(() => accounts.Add(id));
        Assert.Equal(before, File.ReadAllText(accounts.PasswordFile));
    }

    [Fact]
    public void Two_that_change_the_same_file_lose_nothing()
    {
        BrokerAccounts one = BrokerAccounts.Open(_folder.Path);
        BrokerAccounts two = BrokerAccounts.Open(_folder.Path);
        one.Add("board-a");
        two.Add("board-b");
        one.Reload();

        Assert.Equal(["board-a", "board-b"], one.Boards);
        Assert.Equal(["board-a", "board-b"], two.Boards);
    }

    [Fact]
    public void A_file_mosquitto_passwd_wrote_is_understood()
    {
        BrokerAccounts accounts = BrokerAccounts.Open(_folder.Path);
        File.AppendAllText(
            accounts.PasswordFile,
            "board-a:$7$101$9OuQe57TaPNaN4IV$gygr1OO2hNb7PwpNZu5giffJSnMeDr+xrWSgu9sPOJmUL7MeS6e8FLe+Hn5yGr/odstV0n2R/iqC0eOqXU"
                + "h/3Q==\n");
        accounts.Reload();

        Assert.True(accounts.Verify("board-a", "secret"));
        Assert.False(accounts.Verify("board-a", "Secret"));
    }

    [Theory]
    [InlineData("board-a")]
    [InlineData("board-a:plain")]
    [InlineData("board-a:$6$101$AAAAAAAAAAAAAAAA$AAAA")]
    [InlineData("board-a:$7$0$6dPhaIRv5rKuQLiC$CG0E")]
    [InlineData("a:b:c")]
    public void A_damaged_file_is_named_with_its_line(string line)
    {
        BrokerAccounts accounts = BrokerAccounts.Open(_folder.Path);
        File.AppendAllText(accounts.PasswordFile, line + "\n");

        var error = Assert.Throws<InvalidDataException>(accounts.Reload);

        Assert.Contains($"{accounts.PasswordFile}, line {BrokerAccounts.GatewayUsers.Length + 1}", error.Message,
            StringComparison.Ordinal);
        Assert.True(accounts.Verify("gateway", accounts.GatewayPassword), "the accounts in use were dropped");
    }

    [Fact]
    public void Passwords_do_not_repeat()
    {
        BrokerAccounts accounts = BrokerAccounts.Open(_folder.Path);

        Assert.Equal(50, Enumerable.Range(0, 50).Select(_ => accounts.Add("board-a")).Distinct().Count());
    }
}
