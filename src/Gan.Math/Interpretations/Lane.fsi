namespace Gan.Math

open System.Numerics

/// <summary>
/// One SIMD register of 32-bit floats. An update rule instantiated at this type is compiled into one pass over
/// memory: the JIT specialises generics for structs, so no call remains in the loop (see Updates/Fused).
/// Every lane is computed independently with IEEE 754 binary32 operations, so results do not depend on the
/// register width. Source: the host library's System.Numerics.Vector; softplus and sigmoid as in Maechler 2012, Sec. 2.
/// </summary>
[<Struct; NoComparison; StructuralEquality>]
type Lane =
    {
        /// <summary>The register, of Vector.Count elements.</summary>
        Register: Vector<float32>
    }

    interface IReal<Lane>
