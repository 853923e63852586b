namespace Gan.Experiments

open Gan.Math.Losses
open Gan.Math.Robust
open Gan.Math.Training

/// <summary>Samples are compared with training images now and then, and the nearest generator is kept. Source: <c>FrechetDistance</c>.</summary>
[<NoComparison>]
type SampleEvaluation =
    {
        /// <summary>Samples, and as many training images.</summary>
        Count: int
        /// <summary>Steps from one comparison to the next.</summary>
        Every: int64
    }

/// <summary>A mixture that z is drawn from: each of its components as likely, with means drawn once, standard normal. Source: <c>Latents.ofMixture</c>.</summary>
type LatentMixture =
    {
        /// <summary>K &gt;= 1.</summary>
        Components: int
        /// <summary>sigma &gt;= 0 of each component.</summary>
        Deviation: float
    }

/// <summary>A generator and a discriminator against each other. Source: Goodfellow et al. 2014, Algorithm 1.</summary>
[<NoComparison>]
type GanTraining =
    {
        /// <summary>Both networks.</summary>
        Architecture: IGanArchitecture
        /// <summary>The numbers and choices that they are built from.</summary>
        Networks: GanNetworks
        /// <summary>The mixture that z is drawn from; the standard normal density if there is none.</summary>
        Mixture: LatentMixture option
        /// <summary>psi in (0, 1] of <c>Latents.truncate</c>, for samples that are looked at or compared, not for training.</summary>
        Truncation: float
        /// <summary>lambda &gt;= 0, weight of <c>Conditional.auxiliaryClassifier</c> in both players' losses.</summary>
        ClassWeight: float
        /// <summary>The loss before its labels are smoothed.</summary>
        Loss: ILoss
        /// <summary>Label of real samples in [0, 1]; 1 unless the loss is a cross-entropy.</summary>
        RealLabel: float
        /// <summary>Label of generated samples in [0, 1]; 0 unless the loss is a cross-entropy.</summary>
        FakeLabel: float
        /// <summary>Losses, with these labels, and turns.</summary>
        Game: Game
        /// <summary>Steps with one symptom of <c>TrainingHealth</c>, less those without, that stop the run; 0 for never.</summary>
        CollapseSteps: int64
        /// <summary>How the generator is updated.</summary>
        Generator: Optimiser
        /// <summary>How the discriminator is updated.</summary>
        Discriminator: Optimiser
        /// <summary>The average that is sampled from.</summary>
        Average: Average
        /// <summary>How its best state is chosen, if it is.</summary>
        Evaluation: SampleEvaluation option
    }

/// <summary>A network that attacks in the training loop. Source: <c>LearnedAttack</c>.</summary>
[<NoComparison>]
type LearnedAttacker =
    {
        /// <summary>Channels of its hidden layers.</summary>
        Width: int
        /// <summary>How it is updated.</summary>
        Update: Optimiser
    }

/// <summary>
/// Samples of a generator among the training data. Source: Gowal et al. 2021, "Improving Robustness using Generated Data", Sec. 4:
/// each batch holds them in a fixed expected share.
/// </summary>
[<NoComparison>]
type GeneratedData =
    {
        /// <summary>The expected share of generated samples in a batch, in (0, 1].</summary>
        Share: float
        /// <summary>How many are made, once.</summary>
        Count: int
        /// <summary>Folder of the run whose generator makes them.</summary>
        Run: string
    }

/// <summary>A classifier, natural or robust. Source: <c>RobustTraining</c>.</summary>
[<NoComparison>]
type ClassifierTraining =
    {
        /// <summary>The network.</summary>
        Architecture: IClassifierArchitecture
        /// <summary>Logits that it has, at least the classes of the data.</summary>
        Outputs: int
        /// <summary>The loss that it minimises, and the attack in the loop.</summary>
        Robust: RobustTraining
        /// <summary>The network that makes the adversarial points in place of gradient steps, if anything does.</summary>
        Attacker: LearnedAttacker option
        /// <summary>How it is updated.</summary>
        Update: Optimiser
        /// <summary>The average that is validated and exported, if its half-life is not 0.</summary>
        Average: Average
        /// <summary>How its best state is chosen, if it is.</summary>
        Validation: Validation option
        /// <summary>Generated samples that it learns from beside the data, if any.</summary>
        Generated: GeneratedData option
    }

/// <summary>A network that learns to answer as the attacked classifier does. Source: Xiao et al. 2018, Sec. 3.3.</summary>
[<NoComparison>]
type Student =
    {
        /// <summary>The network.</summary>
        Architecture: IClassifierArchitecture
        /// <summary>How it is updated.</summary>
        Update: Optimiser
    }

/// <summary>A generator of perturbations against a trained classifier, and a discriminator. Source: <c>AdvGan</c>.</summary>
[<NoComparison>]
type AdvGanTraining =
    {
        /// <summary>Folder of the attacked classifier's run.</summary>
        Victim: string
        /// <summary>The network that stands in for the classifier, if only its answers are seen; none if its gradients are.</summary>
        Student: Student option
        /// <summary>Radius of the Linf ball, pixels being in [0, 1].</summary>
        Radius: float
        /// <summary>Weights of the generator's losses.</summary>
        Weights: AdvGanWeights
        /// <summary>Both sides' loss of the GAN.</summary>
        Loss: ILoss
        /// <summary>Channels of the first layers of both networks.</summary>
        Width: int
        /// <summary>How the generator is updated.</summary>
        Generator: Optimiser
        /// <summary>How the discriminator is updated.</summary>
        Discriminator: Optimiser
    }
