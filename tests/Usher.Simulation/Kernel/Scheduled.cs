namespace Usher.Simulation.Kernel;

/// <summary>Something that will happen at an instant of true time, unless it is called off.</summary>
internal sealed class Scheduled(Action act)
{
    public bool IsCalledOff { get; private set; }

    public void CallOff() => IsCalledOff = true;

    public void Happen() => act();
}
