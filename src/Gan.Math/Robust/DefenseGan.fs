namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Updates

type IGenerator<'T when 'T :> ISamples<'T>> =
    abstract Samples: latents_NZ: 'T -> 'T
    abstract Slope: points: 'T * latents_NZ: 'T -> 'T

[<NoComparison>]
type DefenseGan =
    {
        Steps: int
        Rate: float
        Momentum: float
    }

[<RequireQualifiedAccess>]
module DefenseGan =

    [<CompiledName("Published")>]
    let published (steps: int) (pixels: int) =
        {
            Steps = steps
            Rate = 10.0 / float pixels
            Momentum = 0.7
        }

    [<CompiledName("Error")>]
    let error (points_NP: 'T :> ITensor<'T>) (samples_NP: 'T) : 'T =
        sumPerSample (square (samples_NP - points_NP))

    let private descend (options: DefenseGan) (generator: IGenerator<'T>) (points: 'T) (start: 'T) : 'T =
        let rule =
            Momentum
                {
                    Decay = options.Momentum
                    Dampening = 0.0
                    Nesterov = false
                }

        let move (struct (latents: 'T, slots: Slots<'T>)) (step: int) =
            let gradient = generator.Slope(points, latents)

            let context =
                {
                    Step = int64 step
                    GradientNorm = 0.0
                }

            Update.step rule context options.Rate latents gradient slots

        let struct (latents, _) =
            List.fold move (struct (start, Update.init start)) [ 1 .. options.Steps ]

        latents

    let project (options: DefenseGan) (generator: IGenerator<'T>) (points: 'T) (starts: 'T list) : 'T =
        if starts.IsEmpty then
            invalidArg (nameof starts) "There is no start."

        let sought (start: 'T) : 'T =
            generator.Samples(descend options generator points start)

        let nearer (best: 'T) (start: 'T) : 'T =
            let candidate = sought start
            let isFurther: 'T = greater (error points best) (error points candidate)
            selectSamples isFurther candidate best

        starts.Tail |> List.fold nearer (sought starts.Head)
