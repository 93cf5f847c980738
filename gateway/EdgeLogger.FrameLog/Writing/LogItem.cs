namespace EdgeLogger.FrameLog.Writing;

/// <summary>One place of the writer's queue: a frame, a schema, a refusal or a task, as <see cref="Kind"/> says.</summary>
internal readonly struct LogItem
{
    public LogItem(in FrameAppend frame)
    {
        Kind = ItemKind.Frame;
        Frame = frame;
    }

    public LogItem(in SchemaArrival schema)
    {
        Kind = ItemKind.Schema;
        Schema = schema;
    }

    public LogItem(in RefusedMessage refusal)
    {
        Kind = ItemKind.Refusal;
        Refusal = refusal;
    }

    public LogItem(LogTask task)
    {
        Kind = ItemKind.Task;
        Task = task;
    }

    public ItemKind Kind { get; }

    public FrameAppend Frame { get; }

    public SchemaArrival Schema { get; }

    public RefusedMessage Refusal { get; }

    public LogTask? Task { get; }

    public int Bytes => Kind switch
    {
        ItemKind.Frame => Frame.Bytes.Length,
        ItemKind.Schema => Schema.Document.Length,
        ItemKind.Task => 0,
        _ => Refusal.Bytes.Length,
    };
}
