using Google.Protobuf;
using static Google.Protobuf.WireFormat;

namespace Usher.Server.Metrics.Otlp;

/// <summary>What the messages of OTLP have in common, written field by field.</summary>
internal static class OtlpWire
{
    /// <summary>The content type of a request.</summary>
    internal const string ContentType = "application/x-protobuf";

    internal static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var coded = new CodedOutputStream(bytes, bufferSize: 256, leaveOpen: true))
            write(coded);
        return bytes.ToArray();
    }

    internal static void Nest(CodedOutputStream to, int field, Action<CodedOutputStream> write) => Bytes(to, field, Message(write));

    internal static void Bytes(CodedOutputStream to, int field, byte[] bytes)
    {
        to.WriteTag(field, WireType.LengthDelimited);
        to.WriteBytes(UnsafeByteOperations.UnsafeWrap(bytes));
    }

    /// <summary>The resource: who tells.</summary>
    internal static void Resource(CodedOutputStream to, IEnumerable<KeyValuePair<string, string>> resource) =>
        Nest(to, 1, of => Attributes(of, 1, resource));

    /// <summary>The scope: which part of it.</summary>
    internal static void Scope(CodedOutputStream to, string name, string version) => Nest(to, 1, scope =>
    {
        Text(scope, 1, name);
        Text(scope, 2, version);
    });

    internal static void Attributes(CodedOutputStream to, int field, IEnumerable<KeyValuePair<string, string>> attributes)
    {
        foreach (var (key, value) in attributes)
        {
            // A text that is empty is still the text; without the field there would be no value.
            Attribute(to, field, key, any =>
            {
                any.WriteTag(1, WireType.LengthDelimited);
                any.WriteString(value);
            });
        }
    }

    internal static void Attribute(CodedOutputStream to, int field, string key, long value) => Attribute(to, field, key, any =>
    {
        any.WriteTag(3, WireType.Varint);
        any.WriteInt64(value);
    });

    internal static void Text(CodedOutputStream to, int field, string text)
    {
        if (text.Length == 0)
            return;
        to.WriteTag(field, WireType.LengthDelimited);
        to.WriteString(text);
    }

    internal static void Choice(CodedOutputStream to, int field, int value)
    {
        to.WriteTag(field, WireType.Varint);
        to.WriteEnum(value);
    }

    internal static void Fixed(CodedOutputStream to, int field, ulong value)
    {
        to.WriteTag(field, WireType.Fixed64);
        to.WriteFixed64(value);
    }

    internal static ulong Nanoseconds(DateTimeOffset at) => (ulong)(at - DateTimeOffset.UnixEpoch).Ticks * (ulong)TimeSpan.NanosecondsPerTick;

    private static void Attribute(CodedOutputStream to, int field, string key, Action<CodedOutputStream> value) => Nest(to, field, attribute =>
    {
        Text(attribute, 1, key);
        Nest(attribute, 2, value);
    });
}
