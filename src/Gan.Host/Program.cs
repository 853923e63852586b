using Gan.Host.Cli;
using Gan.Torch.Tensors;

// What belongs to the process, before anything else was done and while no other thread runs.
if (GanCommandLine.Trains(args))
    NativeRuntime.ShareOneHeap();
NativeRuntime.KeepIdleThreadsShort();
return StandardStreams.Run(() => GanCommandLine.Run(args));
