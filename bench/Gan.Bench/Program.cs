using System.Globalization;
using Gan.Bench;
using Gan.Torch.Tensors;

NativeRuntime.KeepIdleThreadsShort(); // as the program does

// Ratios of the project's own pieces to what a TorchSharp user would write, measured in one run. See README.md.
if (args is ["serve", var name, var side])
    return Contender.Serve(name, side);
if (args is ["samples", var preset, var seed, var steps, var file])
{
    PlainSamples.Write(preset, int.Parse(seed, CultureInfo.InvariantCulture), long.Parse(steps, CultureInfo.InvariantCulture), file);
    return 0;
}
string[] chosen = args.Length > 0 ? args : [.. Contender.Names];
if (chosen.FirstOrDefault(choice => !Contender.Names.Contains(choice)) is { } unknown)
{
    Console.Error.WriteLine($"{unknown}: must be one of {string.Join(", ", Contender.Names)}.");
    return 2;
}
foreach (var choice in chosen)
    Comparison.Print(choice);
return 0;
