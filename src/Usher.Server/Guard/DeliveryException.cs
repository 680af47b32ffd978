namespace Usher.Server.Guard;

/// <summary>A report could not be delivered.</summary>
internal sealed class DeliveryException(string message, Exception? inner = null) : Exception(message, inner);
