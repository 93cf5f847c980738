using System;
using System.Text;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Derivation.Tests;

public sealed class SchemaDocumentTests
{
    [Fact]
    public void A_document_gives_each_channel_its_meaning()
    {
        SchemaDocument document = SchemaDocument.Parse(CodedCell.SchemaBytes);
        StreamSchema stream = Assert.Single(document.Streams);
        Assert.Equal("bench-01", document.Board);
        Assert.Equal(CodedCell.StreamId, stream.StreamId);
        Assert.Equal((0, 1, 2, 3), (stream.VoltageAt, stream.CurrentAt, stream.TemperatureAt, stream.PressureAt));
        Assert.Equal(3.502, stream.Channels[0].Value(3_500_000), 1e-12);
    }

    [Theory]
    [InlineData("{", "cannot be read")]
    [InlineData("{\"v\":2}", "Schema version 2 is not known")]
    [InlineData("{\"v\":1}", "cannot be read")]
    [InlineData("{\"v\":1,\"board\":\"b\",\"streams\":[{\"stream\":\"12\",\"slot\":0,\"channels\":[]}]}",
        "16 hexadecimal digits, not '12'")]
    [InlineData("{\"v\":1,\"board\":\"b\",\"streams\":[{\"stream\":\"0000000000000001\",\"slot\":0,\"channels\":[]}]}",
        "has 0 channels")]
    public void A_document_that_is_none_says_what_is_wrong(string text, string expected)
    {
        FormatException error = Assert.Throws<FormatException>(() => SchemaDocument.Parse(Encoding.UTF8.GetBytes(text)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_names_another_board_than_the_streams_owner_gives_the_stream_no_meaning()
    {
        SchemaDocument document = SchemaDocument.Parse(CodedCell.SchemaBytes);
        Assert.Same(document.Streams[0], document.Of("bench-01", CodedCell.StreamId));
        Assert.Null(document.Of("bench-01", CodedCell.StreamId + 1));
        FormatException error = Assert.Throws<FormatException>(() => document.Of("bench-02", CodedCell.StreamId));
        Assert.Contains("names the board 'bench-01', and the stream is bench-02's", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thermistor_s_ohms_become_degrees()
    {
        const string Text = """
            {"v":1,"board":"b","streams":[{"stream":"0000000000000001","slot":0,"channels":[
            {"quantity":"voltage","unit":"V","scale":1e-6,"offset":0,"conversion":"linear"},
            {"quantity":"current","unit":"A","scale":1e-6,"offset":0,"conversion":"linear"},
            {"quantity":"temperature","unit":"degC","scale":1,"offset":0,"conversion":"ntc:1044502801e-12:250752257e-12:0e-15"}]}]}
            """;

        // B57861S0103F040: 10 kohm at 25 degC, Beta 3988 K.
        ChannelScale temperature = SchemaDocument.Parse(Encoding.UTF8.GetBytes(Text)).Streams[0].Channels[2];
        Assert.Equal(25, temperature.Value(10_000), 0.01);
    }

    [Theory]
    [InlineData("linear2", "1e-6", "'linear2' is not known")]
    [InlineData("rtd:0", "1e-6", "'rtd:0' is not known")]
    [InlineData("ntc:1e-3:2e-4", "1e-6", "'ntc:1e-3:2e-4' is not known")]
    [InlineData("ntc:1e-3:0:0", "1e-6", "'ntc:1e-3:0:0' is not known")]
    [InlineData("linear", "0", "give codes no meaning")]
    public void A_channel_without_meaning_is_refused(string conversion, string scale, string expected)
    {
        string text = $$"""
            {"v":1,"board":"b","streams":[{"stream":"0000000000000001","slot":0,"channels":[
            {"quantity":"voltage","unit":"V","scale":{{scale}},"offset":0,"conversion":"{{conversion}}"}]}]}
            """;
        FormatException error = Assert.Throws<FormatException>(() => SchemaDocument.Parse(Encoding.UTF8.GetBytes(text)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
