return await Usher.Cli.App.RunAsync(args, Usher.Cli.Surroundings.OfProcess());
