namespace Gan.Experiments

open System
open Gan.Math.Training

/// Settings of what is trained on.
[<RequireQualifiedAccess>]
module internal Data =

    // Settings that hold a part of their owner.
    let private ofImages (part: ImageFolder -> 'T) = Codec.field part

    let private key = "Data:Name"
    let imagesName = "images"

    let private images: Codec<ImageFolder, ImageFolder> =
        codec {
            let! folder =
                ofImages
                    _.Folder
                    "Data:Folder"
                    Text.folder
                    "images"
                    "Folder of the images: those to train on in its folder train, or itself; those to compare with in test."
                |> Codec.isPlace

            and! side =
                ofImages
                    _.Side
                    "Data:Side"
                    (Text.count 8 1_024)
                    32
                    "Height and width that images are trained on, in pixels."

            and! channels =
                ofImages _.Channels "Data:Channels" (Text.oneOf [ "1", 1; "3", 3 ]) 3 "1 for grey images, 3 for colour."

            and! resize =
                ofImages
                    _.Resize
                    "Data:Resize"
                    (Text.oneOf [ "none", Refused; "crop", Cropped; "stretch", Stretched ])
                    Refused
                    "How images of other sizes are made to fit: not at all, by cutting out the middle, or by scaling each side."

            and! converts =
                ofImages
                    _.ConvertsColour
                    "Data:Colour"
                    (Text.oneOf [ "exact", false; "convert", true ])
                    false
                    "Whether grey images may be taken as colour, and colours be made grey."

            and! classes =
                ofImages
                    _.Classes
                    "Data:Classes"
                    (Text.count 0 256)
                    0
                    "Classes, each a folder of its own; 0 if they do not matter."

            return
                {
                    Folder = folder
                    Side = side
                    Channels = channels
                    Resize = resize
                    ConvertsColour = converts
                    Classes = classes
                }
        }

    /// The data set that settings name.
    let codec (vocabulary: Vocabulary) : Codec<IDataSet, IDataSet> =
        let folder (data: IDataSet) =
            match data with
            | :? ImageFolder as images -> images
            | other -> invalidArg (nameof data) $"{other.Name} is no folder of images."

        Codec.choose
            key
            vocabulary.Data.Head.Name
            "What is trained on."
            _.Name
            [
                for data in vocabulary.Data do
                    data.Name, Codec.constant data
                imagesName, images |> Codec.by folder |> Codec.map (fun images -> images :> IDataSet)
            ]

    let hasClasses (data: IDataSet) = data.Classes > 1

    let private describe (data: IDataSet) =
        match List.ofSeq data.Shape with
        | [ channels; height; width ] ->
            let kind = if channels = 1 then "grey" else "colour"
            $"{kind} images of {height}x{width}"
        | _ when not (isNull data.Density) -> "points in the plane"
        | shape -> $"samples of {shape}"

    /// Names in a row, as in "a, b or c".
    let list (names: string list) =
        match List.rev names with
        | last :: (_ :: _ as before) -> String.Join(", ", List.rev before) + " or " + last
        | _ -> String.Join("", names)

    /// The names of the data sets that a predicate holds for, and that of one's own images.
    let names (vocabulary: Vocabulary) (holds: IDataSet -> bool) =
        [
            for data in vocabulary.Data do
                if holds data then
                    data.Name
        ]

    /// Problems of a network that was chosen for the data; the fitting ones are named.
    let network (key: string) (fits: (string * bool) list) (chosen: string) (data: IDataSet) : Problem list =
        if List.exists (fun (name, fit) -> fit && name = chosen) fits then
            []
        else
            [
                {
                    Key = key
                    Value = chosen
                    Requirement =
                        match
                            [
                                for name, fit in fits do
                                    if fit then
                                        name
                            ]
                        with
                        | [] -> $"a network for {describe data}, and there is none"
                        | names -> String.concat " or " names + $" for {describe data}"
                }
            ]

    let private auto = "auto"

    /// The network that a setting names, or with "auto" the first that fits the data.
    let architecture
        (key: string)
        (sentence: string)
        (nameOf: 'A -> string)
        (fits: 'A -> IDataSet -> bool)
        (all: 'A list)
        (data: Codec<IDataSet, IDataSet>)
        : Codec<'A, 'A> =
        let named = [ for one in all -> nameOf one, Some one ]

        let text =
            Text.named
                (function
                | Some one -> nameOf one
                | None -> auto)
                (named @ [ auto, None ])

        let setting = Codec.setting key text None sentence

        let read (settings: Map<string, string>) =
            match setting.Read settings, data.Read settings with
            | Ok(Some one), _ -> Ok one
            | Ok None, Ok data ->
                match List.tryFind (fun one -> fits one data) all with
                | Some one -> Ok one
                | None -> Error [ Problem.create key auto $"a network for {describe data}, and there is none" ]
            // What is wrong with the data is told by the data's own settings.
            | Ok None, Error _ -> Ok all.Head
            | Error problems, _ -> Error problems

        {
            Declared = setting.Declared
            Read = read
            Print = fun one -> setting.Print(Some one)
        }
