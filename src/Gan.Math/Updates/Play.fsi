namespace Gan.Math.Updates

open Gan.Math

/// <summary>In which order two players move. Source: each case's own equations.</summary>
type Play =
    /// <summary>First one player, then the other against the moved first: Goodfellow et al. 2014, Algorithm 1.</summary>
    | Alternating
    /// <summary>Both by gradients at the same point: Nowozin et al. 2016, Algorithm 1.</summary>
    | Simultaneous
    /// <summary>Both, by gradients at a point ahead: Korpelevich 1976; Gidel et al. 2019, Sec. 3.2.</summary>
    | Extragradient
    /// <summary>As extragradient, going ahead by the gradients that the last step used: Gidel et al. 2019, Sec. 3.3.</summary>
    | ExtrapolationFromThePast
    /// <summary>Both, along <c>Consensus.direction</c>: Mescheder et al. 2017, Algorithm 2.</summary>
    | ConsensusOptimisation of weight: float
    /// <summary>Both, along <c>Symplectic.direction</c>, aligned: Balduzzi et al. 2018, Algorithm 1.</summary>
    | SymplecticAdjustment of weight: float

/// <summary>
/// One step of all players at once, as pure functions of the point and the field of their gradients.
/// Source: as <c>Play</c>. Alternating play is two steps, one after the other.
/// </summary>
/// <remarks>
/// Symbols: theta_P all players' parameters, F(theta)_P each player's gradient of its own loss by its own parameters.
/// </remarks>
[<RequireQualifiedAccess>]
module Play =

    /// <summary>The names that configuration files use, from the weight of consensus or adjustment.</summary>
    val named: (string * (float -> Play)) list

    /// <summary>The name of a play.</summary>
    val name: play: Play -> string

    /// <summary>theta, slots &lt;- step(theta, F(theta), slots).</summary>
    val simultaneous:
        rule: UpdateRule ->
        context: StepContext ->
        rate: float ->
        field: ('T -> 'T) ->
        parameters: 'T ->
        slots: Slots<'T> ->
            struct ('T * Slots<'T>)
            when 'T :> IReal<'T>

    /// <summary>
    /// ahead, slots &lt;- step_(2t-1)(theta, F(theta), slots);
    /// theta, slots &lt;- step_(2t)(theta, F(ahead), slots). Gidel et al. 2019, Sec. 3.2 and Algorithm 4 for Adam.
    /// </summary>
    val extragradient:
        rule: UpdateRule ->
        context: StepContext ->
        rate: float ->
        field: ('T -> 'T) ->
        parameters: 'T ->
        slots: Slots<'T> ->
            struct ('T * Slots<'T>)
            when 'T :> IReal<'T>

    /// <summary>
    /// ahead &lt;- step(theta, past, slots), slots unchanged;
    /// past &lt;- F(ahead);
    /// theta, slots &lt;- step(theta, past, slots). Gidel et al. 2019, Sec. 3.3. The past is 0 before step 1. With slots it is a
    /// variant: only the real step moves them.
    /// </summary>
    /// <returns>theta, slots and past.</returns>
    val extrapolationFromThePast:
        rule: UpdateRule ->
        context: StepContext ->
        rate: float ->
        field: ('T -> 'T) ->
        parameters: 'T ->
        slots: Slots<'T> ->
        past: 'T ->
            struct ('T * Slots<'T> * 'T)
            when 'T :> IReal<'T>
