using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeLogger.Web.Api.Book;

/// <summary>A choice as its word in camel case: dischargeFirst. Numbers are refused.</summary>
internal sealed class CamelWords<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
