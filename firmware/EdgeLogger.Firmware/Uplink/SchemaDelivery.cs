using EdgeLogger.Authentication;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Uplink;

/// <summary>
/// Brings the schema documents to the gateway, each before the first frame that is read with it. The broker retains the current
/// one only. All that the board holds are published again now and then, for a gateway whose queue has lost one.
/// </summary>
internal sealed class SchemaDelivery
{
    // In each step, of those in the ring, so that a step stays short.
    private const int RecordsPerStep = 4;

    private readonly IUplinkLink _link;
    private readonly string _topic;
    private readonly StreamDelivery[] _streams;
    private readonly UplinkSettings _settings;
    private readonly WriteDocument _writeCurrent;
    private readonly PublishedSchemas _published = new PublishedSchemas();
    private SchemaCursor _cursor = new SchemaCursor();
    private int _searched;
    private bool _hasChanged;
    private bool _isAgain;
    private long _nextMs;
    private long _nextHeldMs;
    private int _waitMs;

    public SchemaDelivery(IUplinkLink link, string topic, StreamDelivery[] streams, UplinkSettings settings,
        WriteDocument writeCurrent)
    {
        _link = link;
        _topic = topic;
        _streams = streams;
        _settings = settings;
        _writeCurrent = writeCurrent;
        _searched = streams.Length;
    }

    /// <summary>
    /// Signs documents when they are published; those in flash are as they were made. Null: they are not signed.
    /// </summary>
    public Authenticator? Authenticator { get; set; }

    /// <summary>Payload bytes handed to the link.</summary>
    public long BytesPublished { get; private set; }

    /// <summary>A new connection: what was handed to the one before may not have come through.</summary>
    public void OnConnected(long linkMs)
    {
        _published.Clear();
        _searched = _streams.Length;
        _isAgain = false;
        _nextMs = linkMs;
        _nextHeldMs = linkMs;
        _waitMs = _settings.SchemaAgainMs;
    }

    /// <summary>The current document is another one.</summary>
    public void OnChanged()
    {
        _hasChanged = true;
        _isAgain = false;
        _waitMs = _settings.SchemaAgainMs;
    }

    /// <summary>Publishes what is due.</summary>
    public void Step(long linkMs)
    {
        if (_hasChanged || linkMs >= _nextMs)
        {
            PublishCurrent(linkMs);
        }
        else if (_searched < _streams.Length)
        {
            PublishHeld(linkMs);
        }
    }

    /// <summary>
    /// Publishes the document of the frame that a stream has chosen, unless it was. False if it cannot be now: try again.
    /// </summary>
    public bool TryGoBefore(StreamDelivery stream, long linkMs)
    {
        uint hash = stream.SchemaHash;
        if (_published.Contains(hash))
        {
            return true;
        }

        byte[] current = _writeCurrent();
        if (HashOf(current) == hash)
        {
            return TryPublish(current, hash, true);
        }

        if (linkMs < _nextHeldMs)
        {
            return false;
        }

        byte[]? document = stream.ReadSchema();
        if (document == null)
        {
            // Written by firmware that kept no documents: the gateway may have it.
            _published.Add(hash);
            return true;
        }

        return TryPublishHeld(document, hash, linkMs);
    }

    private void PublishCurrent(long linkMs)
    {
        byte[] document = _writeCurrent();
        if (!TryPublish(document, HashOf(document), true))
        {
            return;
        }

        if (_isAgain)
        {
            _published.Clear();
            _published.Add(HashOf(document));
            _cursor = new SchemaCursor();
            _searched = 0;
        }

        _hasChanged = false;
        _isAgain = true;
        _nextMs = linkMs + _waitMs;
        _waitMs = _waitMs > _settings.SchemaAgainAtMostMs / 2 ? _settings.SchemaAgainAtMostMs : _waitMs * 2;
    }

    private void PublishHeld(long linkMs)
    {
        if (_cursor.Document == null)
        {
            _streams[_searched].FindSchema(_cursor, RecordsPerStep);
        }

        byte[]? document = _cursor.Document;
        if (document != null && (_published.Contains(_cursor.Hash) || TryPublishHeld(document, _cursor.Hash, linkMs)))
        {
            _cursor.Release();
        }

        if (_cursor.IsAtEnd)
        {
            _cursor = new SchemaCursor();
            _searched++;
        }
    }

    private bool TryPublishHeld(byte[] document, uint hash, long linkMs)
    {
        if (linkMs < _nextHeldMs || !TryPublish(document, hash, false))
        {
            return false;
        }

        _nextHeldMs = linkMs + _settings.HeldSchemaIntervalMs;
        return true;
    }

    private bool TryPublish(byte[] document, uint hash, bool isCurrent)
    {
        byte[] message = Authenticator == null ? document : Authenticator.SignDocument(_topic, document);
        if (!_link.TryPublish(_topic, message, message.Length, isCurrent))
        {
            return false;
        }

        BytesPublished += message.Length;
        _published.Add(hash);
        return true;
    }

    private static uint HashOf(byte[] document) => Crc32.Compute(document, 0, document.Length);
}

/// <summary>Makes a document to publish, as UTF-8.</summary>
public delegate byte[] WriteDocument();
