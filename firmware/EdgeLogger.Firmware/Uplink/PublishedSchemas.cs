namespace EdgeLogger.Firmware.Uplink;

/// <summary>
/// The hashes of the schemas published last. One that is forgotten because there were many more is published once more.
/// </summary>
internal sealed class PublishedSchemas
{
    private readonly uint[] _hashes = new uint[16];
    private int _count;
    private int _next;

    public void Clear()
    {
        _count = 0;
        _next = 0;
    }

    public void Add(uint hash)
    {
        _hashes[_next] = hash;
        _next = (_next + 1) % _hashes.Length;
        _count = _count < _hashes.Length ? _count + 1 : _count;
    }

    public bool Contains(uint hash)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_hashes[i] == hash)
            {
                return true;
            }
        }

        return false;
    }
}
