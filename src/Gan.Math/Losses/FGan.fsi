namespace Gan.Math.Losses

open Gan.Math

/// <summary>
/// The f-divergences of the f-GAN family: D_f(P, Q) = sum_k q_k f(p_k / q_k).
/// Source: Nowozin, Cseke and Tomioka 2016, "f-GAN", Tables 1 and 2.
/// </summary>
type FDivergence =
    /// <summary>f(u) = u log u.</summary>
    | KullbackLeibler
    /// <summary>f(u) = -log u.</summary>
    | ReverseKullbackLeibler
    /// <summary>f(u) = (u - 1)^2.</summary>
    | PearsonChiSquared
    /// <summary>f(u) = (sqrt(u) - 1)^2.</summary>
    | SquaredHellinger
    /// <summary>f(u) = -(u + 1) log((u + 1) / 2) + u log u: twice the divergence with weights 1/2.</summary>
    | JensenShannon
    /// <summary>f(u) = |u - 1| / 2.</summary>
    | TotalVariation

/// <summary>
/// Training by the variational lower bound D_f(P, Q) >= E_P[T] - E_Q[f*(T)], with T = g_f(v) for any real output v.
/// Source: Nowozin, Cseke and Tomioka 2016, "f-GAN", Sec. 2.2 and 2.4.
/// </summary>
/// <remarks>
/// Symbols: real_N, fake_N are the discriminator's outputs v, any real numbers. Both sides are to be minimised; one
/// value per sample. Divergences whose activation or conjugate is an exponential (Kullback-Leibler, reverse
/// Kullback-Leibler, squared Hellinger) exceed the range of their number type at outputs whose exponential does.
/// </remarks>
[<RequireQualifiedAccess>]
module FGan =

    /// <summary>
    /// g_f(v): maps any real output into the domain of f*. In the order of <c>FDivergence</c>: v; -e^-v; v; 1 - e^-v;
    /// log 2 - log(1 + e^-v); tanh(v) / 2. Nowozin et al. 2016, Table 2 (total variation: Table 6).
    /// </summary>
    val activation: divergence: FDivergence -> output_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// f*(t) = sup_u (u t - f(u)), in the same order: e^(t - 1); -1 - log(-t); t^2 / 4 + t; t / (1 - t);
    /// -log(2 - e^t); t. Nowozin et al. 2016, Table 2.
    /// </summary>
    val conjugate: divergence: FDivergence -> t_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// f'(1), the value of T that tells real from generated: 1; -1; 0; 0; 0; 0. Nowozin et al. 2016, Table 2.
    /// </summary>
    val threshold: divergence: FDivergence -> float

    /// <summary>J_D = -g_f(v(x)) + f*(g_f(v(G(z)))). Nowozin et al. 2016, Eq. (7), with the sign turned.</summary>
    val discriminator: divergence: FDivergence -> real_N: 'T -> fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>J_G = -g_f(v(G(z))): the form that trains. Nowozin et al. 2016, Sec. 3.2.</summary>
    val generator: divergence: FDivergence -> fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>J_G = -f*(g_f(v(G(z)))): the other side of the saddle point. Nowozin et al. 2016, Eq. (7).</summary>
    val saturatingGenerator: divergence: FDivergence -> fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>The name of a divergence's loss.</summary>
    val name: divergence: FDivergence -> string

    /// <summary>Every divergence.</summary>
    val divergences: FDivergence list

    /// <summary>Both sides as a value: the discriminator's and the form of the generator's that trains.</summary>
    [<CompiledName("Loss")>]
    val loss: divergence: FDivergence -> ILoss

    /// <summary>The loss of every divergence.</summary>
    val losses: ILoss list
