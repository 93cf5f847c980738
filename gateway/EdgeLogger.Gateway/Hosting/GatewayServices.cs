using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Engine;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Names;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Ingest;
using EdgeLogger.Keys;
using EdgeLogger.Loops;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Traces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// What a gateway is made of. All parts are made before any starts, so that what subscribes to another is there when that one
/// begins. What holds a file is closed by the container, the other way round than it was opened: the frame log, whose lock is the
/// folder's, last.
/// </summary>
internal static class GatewayServices
{
    public static void AddGateway(this IServiceCollection services, GatewayOptions options, TimeProvider time)
    {
        services.AddSingleton(options);
        services.AddSingleton(time);
        services.AddSingleton<IHostLifetime, CallerLifetime>();
        // Parts end in their own time; the command line ends a process that takes too long.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        services.AddSingleton(provider =>
            new LoopHealth(trouble => LoggerOf<LoopHealth>(provider).LogError("{Trouble}", trouble)));
        AddLog(services, options);
        AddIngest(services);
        AddResults(services, options);
        AddOutputs(services);
        AddParts(services);
    }

    // In the order of their start, from the end of the data path to its beginning: nothing comes before there is somebody to take
    // it. They stop the other way round. Alerts, traces and sinks start before the derivation, so that they see its last results
    // when it stops.
    private static void AddParts(IServiceCollection services)
    {
        services.AddPart<LogPart>("frame log", part => part.Start(), _ => ValueTask.CompletedTask);
        services.AddPart<BrokerPart>("broker", (part, cancellationToken) => part.StartAsync(cancellationToken));
        services.AddPart<BoardKeysWatch>("keys", watch => watch.Start());
        services.AddPart<InfluxSinks>("sinks", sinks => sinks.Start());
        services.AddPart<TraceFollower>("traces", follower => follower.Start());
        services.AddPart<AlertService>("alerts", alerts => alerts.Start());
        services.AddPart<StoreWatch>("store watch", watch => watch.Start());
        services.AddPart<DerivationService>("results", derivation => derivation.Start());
        services.AddPart<MirrorPart>("mirrors", mirrors => mirrors.Start());
        services.AddPart<MqttSession>("session", session => session.Start());
        services.AddPart<RetainedPart>("retained messages", part => part.Start());
        services.AddPart<IngestPart>("ingest", ingest => ingest.Start());
        services.AddPart<ImportPart>("imports", imports => imports.Start());
        services.AddPart<LogRetention>("retention", retention => retention.Start());
        services.AddPart<DamageWatch>("damage watch", watch => watch.Start());
        services.AddPart<PagePart>("page", (page, cancellationToken) => page.StartAsync(cancellationToken));
    }

    private static void AddLog(IServiceCollection services, GatewayOptions options)
    {
        services.AddSingleton(_ => BoardKeys.Open(DataDirectory.Broker(options.DataDirectory)));
        services.AddSingleton<BoardKeysWatch>();
        services.AddSingleton(provider => OpenLog(options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<LogPart>();
        services.AddSingleton<RefusalWatch>();
        services.AddSingleton<DamageWatch>();
        services.AddSingleton<BoardWatch>();
        services.AddSingleton<LogRetention>();
        services.AddSingleton<ImportPart>();
    }

    private static void AddIngest(IServiceCollection services)
    {
        services.AddSingleton<BrokerPart>();
        services.AddSingleton(MakeSession);
        services.AddSingleton(MakeIngest);
        services.AddSingleton(provider => provider.GetRequiredService<IngestService>().States);
        services.AddSingleton(provider => provider.GetRequiredService<IngestService>().Counters);
        services.AddSingleton<RetainedPart>();
        services.AddSingleton<IngestPart>();
        services.AddSingleton<IngestRate>();
        services.AddSingleton<IBoardWire, SessionBoardWire>();
        services.AddSingleton<BoardCommands>();
    }

    private static void AddResults(IServiceCollection services, GatewayOptions options)
    {
        services.AddSingleton(OpenResults);
        services.AddSingleton(provider => new DerivationService(
            options.DataDirectory, provider.GetRequiredService<DerivedStore>(), options.Derivation,
            provider.GetRequiredService<TimeProvider>(),
            problem => LoggerOf<DerivationService>(provider).LogWarning("{Problem}", problem),
            provider.GetRequiredService<FrameLogWriter>().Tail, book: provider.GetRequiredService<CellBook>()));
        services.AddSingleton(provider => provider.GetRequiredService<DerivationService>().Plans);
        services.AddSingleton(provider =>
            AlertBook.Open(HeldFolder(provider, AlertBook.FileName), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(OpenCellBook);
        services.AddSingleton<AlertLog>();
        services.AddSingleton(MakeAlerts);
        services.AddSingleton(provider => TraceStore.Open(HeldFolder(provider, TraceStore.FileName)));
        services.AddSingleton(provider => MakeTraces(provider, options));
        services.AddSingleton<StoreWatch>();
    }

    private static void AddOutputs(IServiceCollection services)
    {
        services.AddSingleton<BoardHealthPoints>();
        services.AddSingleton<InfluxSinks>();
        services.AddSingleton<MirrorPart>();
        services.AddSingleton<HealthFigures>();
        services.AddSingleton<StatusReport>();
        services.AddSingleton<BoardViews>();
        services.AddSingleton<PagePart>();
    }

    private static FrameLogWriter OpenLog(GatewayOptions options, TimeProvider time)
    {
        StoreGuard.RefuseLostLog(options.DataDirectory);
        CellsGuard.RefuseLost(options.DataDirectory);
        return FrameLogWriter.Open(
            options.DataDirectory, new FrameLogOptions
            { MaxBoards = options.MaxBoards, SegmentBytes = options.Retention.SegmentBytes }, time);
    }

    private static CellBook OpenCellBook(IServiceProvider provider) => DataBook.Open(
        provider.GetRequiredService<FrameLogWriter>().Directory, provider.GetRequiredService<TimeProvider>(),
        text => LoggerOf<DerivationService>(provider).LogInformation("{Text}", text));

    // The data folder, held by this process, without the file of this name if that is damaged: a new one is made.
    private static string HeldFolder(IServiceProvider provider, string name)
    {
        FrameLogWriter log = provider.GetRequiredService<FrameLogWriter>();
        StoreGuard.QuarantineDamaged(log.Directory, name, hasFrames: log.Size.Frames > 0);
        return log.Directory;
    }

    private static MqttSession MakeSession(IServiceProvider provider)
    {
        BrokerPart broker = provider.GetRequiredService<BrokerPart>();
        TimeProvider time = provider.GetRequiredService<TimeProvider>();
        MqttSession session = new(
            () => MqttLinks.Create(broker.Link, time), IngestService.Filters, time, seed: Environment.ProcessId);
        session.StateChanged += state => LoggerOf<MqttSession>(provider)
            .LogInformation("broker {Host}:{Port}: {State}", broker.Link.Host, broker.Link.Port, state);
        return session;
    }

    private static IngestService MakeIngest(IServiceProvider provider) => new(
        new SessionSource(provider.GetRequiredService<MqttSession>()), provider.GetRequiredService<FrameLogWriter>(),
        provider.GetRequiredService<BoardKeys>(),
        new IngestOptions { MaxBoards = provider.GetRequiredService<GatewayOptions>().MaxBoards },
        LoggerOf<IngestService>(provider),
        provider.GetRequiredService<TimeProvider>())
    {
        Loops = provider.GetRequiredService<LoopHealth>(),
    };

    private static DerivedStore OpenResults(IServiceProvider provider)
    {
        DerivedStore store = DerivedStore.Open(HeldFolder(provider, DerivedStore.FileName));
        if (store.KeptCopy is { } kept)
        {
            LoggerOf<DerivedStore>(provider).LogError("Results of frames that are no longer in the log were made by another "
                + "version; they are kept in {File}, and new ones begin with the frames that are left.", kept);
        }

        return store;
    }

    private static AlertService MakeAlerts(IServiceProvider provider)
    {
        DerivationService derivation = provider.GetRequiredService<DerivationService>();
        TestPlans plans = derivation.Plans;
        AlertSources sources = AlertSources.Of(plans, derivation.Store) with
        {
            PathOf = test => plans.Find(test)?.Name is { } name ? PagePath.OfTest(name.Cell, name.Number) : "",
            Boards = provider.GetRequiredService<BoardWatch>().Read,
        };
        AlertService alerts = new(
            provider.GetRequiredService<GatewayOptions>().DataDirectory, derivation, provider.GetRequiredService<AlertBook>(),
            sources, provider.GetRequiredService<TimeProvider>());
        AlertLog log = provider.GetRequiredService<AlertLog>();
        alerts.Changed += log.Record;
        alerts.Problem += log.ReportProblem;
        return alerts;
    }

    private static TraceFollower MakeTraces(IServiceProvider provider, GatewayOptions options)
    {
        DerivationService derivation = provider.GetRequiredService<DerivationService>();
        TraceFollower follower = new(
            options.DataDirectory, provider.GetRequiredService<TraceStore>(), derivation.Store,
            provider.GetRequiredService<TimeProvider>(),
            problem => LoggerOf<TraceFollower>(provider).LogWarning("{Problem}", problem),
            provider.GetRequiredService<FrameLogWriter>().Tail, derivation.Plans);
        derivation.Dated += follower.StreamDated;
        return follower;
    }

    private static ILogger<T> LoggerOf<T>(IServiceProvider provider) => provider.GetRequiredService<ILogger<T>>();

    private static void AddPart<T>(this IServiceCollection services, string name, Action<T> start)
        where T : class, IAsyncDisposable => services.AddPart(name, start, part => part.DisposeAsync());

    private static void AddPart<T>(this IServiceCollection services, string name, Action<T> start, Func<T, ValueTask> stop)
        where T : class => services.AddPart<T>(
            name,
            (part, _) =>
            {
                start(part);
                return Task.CompletedTask;
            },
            stop);

    private static void AddPart<T>(this IServiceCollection services, string name, Func<T, CancellationToken, Task> start)
        where T : class, IAsyncDisposable => services.AddPart(name, start, part => part.DisposeAsync());

    private static void AddPart<T>(this IServiceCollection services, string name, Func<T, CancellationToken, Task> start,
        Func<T, ValueTask> stop)
        where T : class => services.AddSingleton<IHostedService>(provider =>
        {
            T part = provider.GetRequiredService<T>();
            return new HostedPart(name, cancellationToken => start(part, cancellationToken), () => stop(part),
                LoggerOf<HostedPart>(provider));
        });
}
