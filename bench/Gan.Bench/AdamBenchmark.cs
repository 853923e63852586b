using Gan.Math.Updates;
using Gan.Torch.Tensors;
using Gan.Torch.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Bench;

/// <summary>The core's Adam, fused over one flat buffer, against torch.optim.Adam on the same number of parameters.</summary>
internal static class AdamBenchmark
{
    private const int Count = 1_500_000;

    private const int Repeats = 10; // steps of one timing

    public static Action Ours()
    {
        var parameters = new FlatParameters(new Weights(), CPU);
        var update = new ParameterUpdate(parameters, UpdateRule.NewAdam(new Gan.Math.Updates.Adam(0.5, 0.999, 1e-8)));
        parameters.Gradients.fill_(0.01f);
        long t = 0;
        return () =>
        {
            for (var i = 0; i < Repeats; i++)
                update.Apply(++t, 2e-4);
        };
    }

    public static Action Baseline()
    {
        var parameter = new Parameter(zeros(Count));
        parameter.grad = full([Count], 0.01f);
        var optimizer = optim.Adam([parameter], 2e-4, 0.5, 0.999, 1e-8);
        return () =>
        {
            using var scope = NewDisposeScope();
            for (var i = 0; i < Repeats; i++)
                optimizer.step();
        };
    }

    private sealed class Weights : nn.Module
    {
        public readonly Parameter weight = new(zeros(Count));

        public Weights() : base("weights") => RegisterComponents();
    }
}
