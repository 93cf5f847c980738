namespace System.Device.Adc;

public class AdcController
{
    public extern AdcController();

    public extern AdcChannel OpenChannel(int channelNumber);
}

public class AdcChannel
{
    public extern int ReadValue();
}
