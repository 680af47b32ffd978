namespace Usher.Journal.Sqlite;

/// <summary>Something other than an append that must happen on the writer's thread, between two groups.</summary>
internal abstract class WriterCall
{
    /// <summary>Does it and answers the caller; never throws.</summary>
    public abstract void Run();

    /// <summary>Answers the caller with an error instead.</summary>
    public abstract void Refuse(Exception error);

    /// <summary>A call with a result.</summary>
    internal sealed class Of<T>(Func<T> work) : WriterCall
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The answer.</summary>
        public Task<T> Task => done.Task;

        /// <inheritdoc />
        public override void Run()
        {
            try
            {
                done.SetResult(work());
            }
            catch (SqliteException error)
            {
                done.SetException(error.AsFault());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        }

        /// <inheritdoc />
        public override void Refuse(Exception error) => done.SetException(error);
    }
}
