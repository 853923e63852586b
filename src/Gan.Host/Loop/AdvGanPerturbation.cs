using Gan.Host.Data;
using Gan.Host.Runs;
using Gan.Math.Attacks;
using Gan.Torch.Evaluation;
using Gan.Torch.Tensors;
using Gan.Torch.Training;
using static TorchSharp.torch;

namespace Gan.Host.Loop;

/// <summary>The trained generator of perturbations of a run.</summary>
internal sealed class AdvGanPerturbation : IPerturbation, IDisposable
{
    private readonly AdvGanModel _model;

    /// <summary>The perturbation of a run's newest checkpoint, on the CPU.</summary>
    /// <exception cref="GanError">The run trains something else.</exception>
    public AdvGanPerturbation(string folder)
    {
        var (experiment, checkpoint) = RunDirectory.Newest(folder);
        using var held = checkpoint;
        var training = experiment.AdvGan();
        Victim = RunInputs.Of(folder).Take(AdvGanLearner.VictimInput, training.Victim);
        var (weights, _, _) = TrainedRun.Classifier(Victim);
        _model = new AdvGanModel(experiment.AdvGanOptions(checkpoint.Manifest.Step, weights.Outputs), weights.ImageShape[0],
            Devices.Open("cpu", threads: 0));
        _model.Load(checkpoint.Folder);
        Step = checkpoint.Manifest.Step;
        Data = TestImages.Of(experiment.Data);
    }

    /// <inheritdoc/>
    public string Name => "advgan";

    /// <summary>Folder of the classifier that it was trained against.</summary>
    public string Victim { get; }

    /// <summary>Step of the checkpoint.</summary>
    public long Step { get; }

    /// <summary>Name of the data that it was trained on.</summary>
    public TestImages Data { get; }

    /// <summary>Its budget.</summary>
    public Ball Ball => _model.Ball;

    /// <inheritdoc/>
    public Tensor Perturb(Tensor images)
    {
        using var noGradients = no_grad();
        return _model.Perturb(images);
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();
}
