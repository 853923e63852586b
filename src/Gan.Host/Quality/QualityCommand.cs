using Gan.Experiments;
using Gan.Host.Loop;
using Gan.Host.Options;
using Gan.Host.Runs;
using Gan.Torch.Evaluation;
using Gan.Torch.Modalities;
using static TorchSharp.torch;

namespace Gan.Host.Quality;

/// <summary>Carries out <c>gan evaluate</c> of a GAN of images: its samples against test images, beside training images against
/// them.</summary>
internal sealed class QualityCommand(QualityRequest request, Device device, TextWriter output, TextWriter errors)
{
    /// <summary>Runs it.</summary>
    /// <returns>Whether it came to its end.</returns>
    public bool Run(string dataRoot, CancellationToken stop)
    {
        if (request.Json is not null)
            OutputFile.RequireWritable(request.Json);
        if (request.Data is { } data)
            return Compare(SampleSet.OfFile(request.Subject, Presets.ExperimentOf(FeatureClassifiers.PresetOf(data))), dataRoot, stop);
        var (model, step) = TrainedRun.Gan(request.Subject);
        using (model)
        {
            if (model.Density is not { } density)
                return Compare(SampleSet.OfRun(request.Subject, model, step, request.Seed), dataRoot, stop);
            new PointQuality(request, model, step, density).Run(output);
            return true;
        }
    }

    private bool Compare(SampleSet samples, string dataRoot, CancellationToken stop)
    {
        try
        {
            Report(samples, dataRoot, stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            errors.WriteLine("Stopped; nothing was kept of the comparison.");
            return false;
        }
    }

    private void Report(SampleSet samples, string dataRoot, CancellationToken stop)
    {
        var experiment = samples.Experiment;
        var data = experiment.Data.Name;
        var (training, test) = (DataSets.TrainingImages(experiment.Data, dataRoot, experiment.DataCount, experiment.Seed),
            DataSets.TestImages(experiment.Data, dataRoot, request.Count));
        var most = int.Min(training.Count, test.Count);
        if (request.Count > most)
            throw new GanError(ExitCode.Usage, $"--count = {request.Count}: must be at most {most}: {data} has {training.Count} "
                + $"training and {test.Count} test images.");
        if (request.Count <= SampleScores.Neighbours)
            throw new GanError(ExitCode.Usage, $"--count = {request.Count}: must be at least {SampleScores.Neighbours + 1}, for the "
                + $"neighbours that precision and recall look at.");
        using var extractor = Extractor(experiment, dataRoot, stop);
        var real = Extract(extractor, "test images", test.Parts(request.Count), request.Count, stop);
        var features = real.Values[0].Length;
        RequireEnough(features);
        var made = Extract(extractor, "samples", samples.Take(request.Count), request.Count, stop);
        var known = Extract(extractor, "training images", training.Parts(training.Count), training.Count, stop);
        T Step<T>(string what, Func<T> compute)
        {
            errors.WriteLine($"{what} ...");
            var found = compute();
            stop.ThrowIfCancellationRequested();
            return found;
        }
        var report = new QualityReport(samples.Name, samples.Step, data, request.Count, samples.Step is null
            ? null : request.Seed, samples.Truncation, device.ToString(), extractor.Name, features, SampleScores.Neighbours,
            Step("distances of the samples", () => SampleScores.Of(made, real)),
            Step("distances of the training images", () => SampleScores.Of(known.First(request.Count), real)),
            Step("nearest training images", () => Copying.Of(known, made, real)),
            made.Classes is { } classes && made.Answers![0].Length == experiment.Data.Classes
                ? ClassCounts.Of(classes, experiment.Data.Classes, samples.HaveClasses) : null);
        request.Store(report.ToJson());
        report.Write(output);
    }

    private void RequireEnough(int features)
    {
        if (request.Count <= features)
            throw new GanError(ExitCode.Usage, $"--count = {request.Count}: must be at least {features + 1}: fewer samples than "
                + $"{features} features have no covariance to compare, and to mean something there should be many more.");
    }

    private IFeatureExtractor Extractor(Experiment experiment, string dataRoot, CancellationToken stop) => request.Features switch
    {
        null => FeatureClassifiers.For(experiment.Data.Name, dataRoot, device, errors, RequireEnough, stop),
        var run when Directory.Exists(run) => new ClassifierFeatures(TrainedRun.Classifier(run).Weights.Fitting(experiment.SampleShape(),
            $"--features = {run}"), run, device),
        var file => new TorchScriptFeatures(file, request.Input, device),
    };

    private Features Extract(IFeatureExtractor extractor, string what, IEnumerable<Tensor> parts, int total, CancellationToken stop)
    {
        var found = new List<Features>();
        var count = 0;
        var pulse = new Pulse(TimeProvider.System, () => errors.WriteLine($"features of {what}: {count} of {total}"));
        foreach (var part in parts)
            using (part)
            {
                stop.ThrowIfCancellationRequested();
                var features = extractor.Extract(part);
                if (!features.AreFinite)
                    throw new GanError(ExitCode.Unreadable, $"{extractor.Name} makes features of {what} that are not finite.");
                found.Add(features);
                count += (int)part.shape[0];
                if (count % 10_000 < part.shape[0] || count == total)
                    pulse.Now();
                else
                    pulse.Beat();
            }
        return Features.Of(found);
    }
}
