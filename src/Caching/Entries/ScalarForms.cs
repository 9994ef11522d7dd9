using System.Buffers;
using System.Collections.Frozen;

namespace Caching.Entries;

/// <summary>
/// For who asks for an object and does not know of which type, as a template does: the scalars, told apart by the forms in which they
/// are stored. A class is read by who names it.
/// </summary>
internal sealed class ScalarForms
{
    private readonly FrozenDictionary<string, ICacheSerializer<object>> _readers;

    public ScalarForms(SerializerTable table)
    {
        var readers = new Dictionary<string, ICacheSerializer<object>>(StringComparer.Ordinal);
        Add<string>();
        Add<byte[]>();
        Add<bool>();
        Add<int>();
        Add<long>();
        Add<double>();
        Add<decimal>();
        Add<Guid>();
        Add<DateTime>();
        Add<DateTimeOffset>();
        Add<DateOnly>();
        Add<TimeOnly>();
        Add<TimeSpan>();
        _readers = readers.ToFrozenDictionary();

        void Add<T>()
        {
            var serializer = table.Get<T>();
            readers[serializer.Form] = new Reader<T>(serializer);
        }
    }

    public ICacheSerializer<object>? Of(string form) => _readers.GetValueOrDefault(form);

    private sealed class Reader<T>(ICacheSerializer<T> serializer) : ICacheSerializer<object>
    {
        public string Form => serializer.Form;

        public void Write(object value, IBufferWriter<byte> output) => serializer.Write((T)value, output);

        public object Read(ReadOnlySpan<byte> bytes) => serializer.Read(bytes)!;
    }
}
