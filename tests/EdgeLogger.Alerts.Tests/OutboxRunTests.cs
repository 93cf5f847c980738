using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Delivery;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Outbox;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Loops;

namespace EdgeLogger.Alerts.Tests;

public sealed class OutboxRunTests : IDisposable
{
    private const string Name = "phone";

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-outbox-").FullName;
    private readonly AlertBook _book;

    public OutboxRunTests()
    {
        _book = AlertBook.Open(_directory, TimeProvider.System);
        _book.Post(new Notice("mark", NoticeKind.Opened, "hot", Severity.Info, "hot", DateTimeOffset.UnixEpoch, [], 1), [],
            [Name]);
    }

    public void Dispose()
    {
        _book.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static RuleSet Rules(TimeSpan expireAfter) => RuleSet.Default with
    {
        ExpireAfter = expireAfter,
        RetryFirst = TimeSpan.FromMilliseconds(5),
        RetryMost = TimeSpan.FromMilliseconds(20),
    };

    private async Task<Scripted> RunAsync(TimeSpan expireAfter, OutboxState until, Func<int, Exception?> answer)
    {
        Scripted notifier = new(answer);
        await using OutboxRun run = new(_book, Name, notifier, Rules(expireAfter), new LoopHealth(_ => { }), TimeProvider.System);
        run.Start();
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(4));
        while (_book.Outbox.Count(Name, until) == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }

        return notifier;
    }

    [Fact]
    public async Task It_is_tried_until_it_arrives_and_then_never_again()
    {
        Scripted notifier = await RunAsync(
            TimeSpan.FromDays(1), OutboxState.Sent, attempt => attempt < 4 ? new DeliveryException("busy") : null);
        Assert.Equal(5, notifier.Letters.Count);
        Assert.All(notifier.Letters, letter => Assert.False(letter.MayRepeat));
        Assert.Empty(_book.Outbox.Unsent(Name));
        Assert.Single(notifier.Letters.Select(letter => letter.Notice.Mark).Distinct());
    }

    [Fact]
    public async Task It_expires_and_the_book_says_why_it_did_not_arrive()
    {
        await RunAsync(TimeSpan.FromMilliseconds(100), OutboxState.Expired, _ => new DeliveryException("nobody there"));
        Assert.Empty(_book.Outbox.Unsent(Name));
        Assert.Equal(0, _book.Outbox.Count(Name, OutboxState.Sent));
    }

    [Fact]
    public async Task What_a_killed_gateway_was_sending_is_sent_again_with_its_mark_and_says_that_it_may_be_a_repetition()
    {
        OutboxEntry entry = Assert.Single(_book.Outbox.Unsent(Name));
        _book.Outbox.Mark(entry with { State = OutboxState.Sending, Attempts = 1 });
        Scripted notifier = await RunAsync(TimeSpan.FromDays(1), OutboxState.Sent, _ => null);
        Letter letter = Assert.Single(notifier.Letters);
        Assert.True(letter.MayRepeat);
        Assert.Contains("you may have it already", NoticeText.Plain(letter), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notifier_that_breaks_in_an_unforeseen_way_is_tried_again_like_any_other()
    {
        Scripted notifier = await RunAsync(
            TimeSpan.FromDays(1), OutboxState.Sent, attempt => attempt < 2 ? new InvalidOperationException("a bug") : null);
        Assert.Equal(3, notifier.Letters.Count);
    }

    private sealed class Scripted(Func<int, Exception?> answer) : INotifier
    {
        public List<Letter> Letters { get; } = [];

        public Task SendAsync(Letter letter, CancellationToken cancellationToken)
        {
            Letters.Add(letter);
            return answer(Letters.Count - 1) is { } error ? Task.FromException(error) : Task.CompletedTask;
        }
    }
}
