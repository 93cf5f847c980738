using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeLogger.Cells.Names;

/// <summary>A name as text of JSON.</summary>
internal sealed class CellNameJson : JsonConverter<CellName>
{
    public override CellName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CellName.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, CellName value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
