namespace Gan.Math.Updates

/// <summary>The constants of Adam. Source: Kingma and Ba 2015, Algorithm 1.</summary>
[<NoComparison>]
type Adam =
    {
        /// <summary>Decay of the gradient's running mean, in [0, 1). The paper's default 0.9; GANs use 0.5 or 0.</summary>
        Beta1: float

        /// <summary>Decay of the squared gradient's running mean, in [0, 1). Default 0.999.</summary>
        Beta2: float

        /// <summary>Added to the root, in the gradient's unit, &gt; 0. Default 1e-8.</summary>
        Epsilon: float
    }

/// <summary>
/// Adam at step t. Symbols: g gradient; m first slot, v second slot, both zero before step 1. In this order:
/// m &lt;- beta1 m + (1 - beta1) g;
/// v &lt;- beta2 v + (1 - beta2) g^2;
/// m_hat = m / (1 - beta1^t);
/// v_hat = v / (1 - beta2^t);
/// d = m_hat / (sqrt(v_hat) + epsilon).
/// Source: Kingma and Ba 2015, "Adam", Algorithm 1.
/// </summary>
[<Struct; NoComparison>]
type AdamStage =
    interface IStage

    /// <summary>Computes the step's constants once.</summary>
    /// <param name="adam">beta1, beta2, epsilon.</param>
    /// <param name="step">t, counted from 1.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">step is below 1.</exception>
    new: adam: Adam * step: int64 -> AdamStage

    val private Beta1: float
    val private Beta2: float
    val private Epsilon: float
    val private MeanCorrection: float
    val private SquareCorrection: float

/// <summary>
/// AMSGrad at step t: Adam whose second moment never falls. Symbols as there; w third slot. In this order:
/// m, v, m_hat as in <c>AdamStage</c>;
/// w &lt;- max(w, v);
/// d = m_hat / (sqrt(w / (1 - beta2^t)) + epsilon).
/// Source: Reddi, Kale and Kumar 2018, "On the Convergence of Adam and Beyond", Algorithm 2, with Adam's corrections.
/// </summary>
[<Struct; NoComparison>]
type AmsGradStage =
    interface IStage

    /// <summary>As <c>AdamStage</c>.</summary>
    /// <exception cref="T:System.ArgumentOutOfRangeException">step is below 1.</exception>
    new: adam: Adam * step: int64 -> AmsGradStage

    val private Adam: AdamStage
