using System;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeLogger.Firmware.Json;

namespace EdgeLogger.Firmware.Tests.Provisioning;

public sealed class JsonReaderTests
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Tokens_come_in_order_with_their_text()
    {
        JsonReader reader = Of("""{"a":[1,-2.5e3,"x"],"b":{"c":true,"d":null}} """);
        (JsonToken, string)[] expected =
        [
            (JsonToken.BeginObject, ""), (JsonToken.Name, "a"), (JsonToken.BeginArray, ""), (JsonToken.Number, "1"),
            (JsonToken.Number, "-2.5e3"), (JsonToken.Text, "x"), (JsonToken.EndArray, ""), (JsonToken.Name, "b"),
            (JsonToken.BeginObject, ""), (JsonToken.Name, "c"), (JsonToken.True, ""), (JsonToken.Name, "d"), (JsonToken.Null, ""),
            (JsonToken.EndObject, ""), (JsonToken.EndObject, ""), (JsonToken.End, ""),
        ];
        foreach ((JsonToken token, string text) in expected)
        {
            Assert.Equal(token, reader.Next());
            if (text.Length > 0)
            {
                Assert.Equal(text, reader.Text);
            }
        }

        Assert.Equal(JsonToken.End, reader.Next());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a" 1}""")]
    [InlineData("""{"a":}""")]
    [InlineData("{a:1}")]
    [InlineData("[01]")]
    [InlineData("[1.]")]
    [InlineData("[1e]")]
    [InlineData("[-]")]
    [InlineData("[tru]")]
    [InlineData("[\"a\nb\"]")]
    [InlineData("[\"\\x\"]")]
    [InlineData("[\"\\ud800\"]")]
    [InlineData("[\"\\ud800\\u0041\"]")]
    [InlineData("[\"abc]")]
    [InlineData("[\"abc\\")]
    [InlineData("[1 2]")]
    [InlineData("1 2")]
    [InlineData("[]]")]
    [InlineData("[[[[[[[[[1]]]]]]]]]")]
    public void What_is_not_JSON_is_refused(string text)
    {
        JsonReader reader = Of(text);
        int tokens = 0;
        while (reader.Next() is not (JsonToken.Bad or JsonToken.End))
        {
            Assert.True(++tokens < 100);
        }

        Assert.Equal(JsonToken.Bad, reader.Token);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("quote \" slash / back \\ line \n tab \t bell \a")]
    [InlineData("Grüße aus dem Labor, 25 °C, 電池, 😀")]
    public void Texts_read_as_another_reader_writes_them(string text)
    {
        foreach (string json in (string[])[JsonSerializer.Serialize(text), JsonSerializer.Serialize(text, Unescaped)])
        {
            JsonReader reader = Of(json);
            Assert.Equal(JsonToken.Text, reader.Next());
            Assert.Equal(text, reader.Text);
            Assert.Equal(JsonToken.End, reader.Next());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Damaged_documents_are_read_to_an_end_as_another_reader_judges_them(int seed)
    {
        Random random = new(seed);
        byte[] good = Encoding.UTF8.GetBytes("""{"a":[1,-2.5e3,"x\u00e9\n"],"b":{"c":true,"d":null,"e":[]},"f":{}}""");
        for (int i = 0; i < 3000; i++)
        {
            byte[] json = [.. good];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                json[random.Next(json.Length)] = (byte)random.Next(0x20, 0x7F);
            }

            int length = random.Next(4) == 0 ? random.Next(json.Length) : json.Length;
            JsonReader reader = new(json, 0, length);
            while (reader.Next() is not (JsonToken.Bad or JsonToken.End))
            {
            }

            Assert.True(IsJson(json.AsSpan(0, length)) == (reader.Token == JsonToken.End),
                $"seed {seed}, turn {i}: {Encoding.UTF8.GetString(json, 0, length)}");
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> json)
    {
        try
        {
            Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = JsonReader.MaxDepth });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    reader.GetString();
                }
            }

            return json.Length > 0;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonReader Of(string text)
    {
        byte[] json = Encoding.UTF8.GetBytes("##" + text + "##");
        return new JsonReader(json, 2, json.Length - 4);
    }
}
