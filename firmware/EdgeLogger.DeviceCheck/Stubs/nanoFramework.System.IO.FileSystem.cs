namespace nanoFramework.System.IO.FileSystem;

public class SDCardMmcParameters
{
    public SDCard.SDDataWidth dataWidth;

    public extern SDCardMmcParameters();
}

public class CardDetectParameters
{
}

public class SDCard
{
    public extern SDCard(SDCardMmcParameters mmcParameters, CardDetectParameters? cdParameters = null);

    public extern bool IsMounted { get; }

    public extern void Mount();

    public enum SDDataWidth
    {
        _1_bit = 1,
    }
}
