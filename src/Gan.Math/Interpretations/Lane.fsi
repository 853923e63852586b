namespace Gan.Math

open System.Numerics

/// <summary>
/// Two SIMD registers of 32-bit floats. An update rule instantiated at this type is compiled into one pass over
/// memory: the JIT specialises generics for structs, so no call remains in the loop (see Updates/Fused).
/// Every element is computed independently with IEEE 754 binary32 operations, so results do not depend on the
/// registers' width. Source: the base library's System.Numerics.Vector; softplus and sigmoid as in Maechler 2012, Sec. 2.
/// </summary>
[<Struct; NoComparison; StructuralEquality>]
type Lane =
    {
        /// <summary>The first register, of Vector.Count elements.</summary>
        Low: Vector<float32>

        /// <summary>The second register.</summary>
        High: Vector<float32>
    }

    interface IReal<Lane>
