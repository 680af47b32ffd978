namespace Usher.Bench.Load;

/// <summary>What a seats load asks for.</summary>
internal enum SeatsWork
{
    /// <summary>Each slot checks out and gives back, in turn; every one durable.</summary>
    CheckoutAndCheckIn,

    /// <summary>Each slot holds a lease and renews it; durable.</summary>
    Renew,

    /// <summary>Each slot asks for the status of the feature; nothing to write down.</summary>
    Status,

    /// <summary>Each slot takes seats and keeps them.</summary>
    Fill,
}
