namespace Usher.Server.Lanes;

/// <summary>The desk did not decide a command. Whether a retry helps is in the refusal.</summary>
internal sealed class DeskRefusedException(Refusal refusal) : Exception(refusal.Message)
{
    /// <summary>Why.</summary>
    public Refusal Refusal { get; } = refusal;
}
