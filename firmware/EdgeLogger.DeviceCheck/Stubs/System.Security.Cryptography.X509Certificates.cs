namespace System.Security.Cryptography.X509Certificates;

public class X509Certificate
{
    public extern X509Certificate(string certificate);
}

public class X509Certificate2 : X509Certificate
{
    public extern X509Certificate2(string rawData, string key, string password);
}
