namespace EdgeLogger.Cycles.Detail;

/// <summary>A level of |I| and the time spent at it.</summary>
internal struct LevelBin
{
    public float LevelA;
    public float Seconds;

    public void Add(float levelA, float seconds)
    {
        Seconds += seconds;
        LevelA += Seconds > 0 ? (levelA - LevelA) * (seconds / Seconds) : 0;
    }
}
