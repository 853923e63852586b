namespace Gan.Math.Experiments

/// <summary>What the networks of a GAN can have, by the names that settings use. Source: as <c>Setting</c>.</summary>
[<RequireQualifiedAccess>]
module internal NetworkSettings =

    /// <summary>How samples have classes.</summary>
    val conditionings: (string * Conditioning) list

    /// <summary>How a generator takes them.</summary>
    val generatorConditionings: (string * GeneratorConditioning) list

    /// <summary>Whether there is self-attention.</summary>
    val attentions: (string * bool) list

    /// <summary>Reads what a discriminator's layers are normalised by.</summary>
    val normalisation: Setting<Normalisation>

    /// <summary>The settings that read back as this normalisation, its name first.</summary>
    val printNormalisation: normalisation: Normalisation -> (string * string) list
