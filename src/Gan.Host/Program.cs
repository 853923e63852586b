using Gan.Host.Cli;
return GanCommandLine.Run(args);
