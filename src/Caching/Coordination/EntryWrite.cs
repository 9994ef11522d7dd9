namespace Caching.Coordination;

/// <summary>What a flight is about to write, once nothing can stop it.</summary>
/// <param name="Flight">The flight, which is the only writer of its key now.</param>
/// <param name="Value">The value.</param>
/// <param name="Creation">What its factory said of it.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Epochs">Its epochs, those of late tags included.</param>
internal readonly record struct EntryWrite<T>(
    Flight<T> Flight, T Value, CacheCreation Creation, string[] Tags, EpochStamp[] Epochs)
{
    /// <summary>Whether the value is to be stored: its factory has not said otherwise, and it is not void already.</summary>
    public bool IsStored => Creation.IsStored && !Flight.IsVoid;
}
