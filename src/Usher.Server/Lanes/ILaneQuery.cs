namespace Usher.Server.Lanes;

/// <summary>A question that only the lane can answer, because it looks into a pool.</summary>
internal interface ILaneQuery
{
    /// <summary>Called between two batches, when everything in the pools is durable.</summary>
    void Answer();

    /// <summary>The lane cannot answer now.</summary>
    void Refuse(Refusal refusal);
}
