namespace Gan.Math.Experiments

[<RequireQualifiedAccess>]
module internal DataSettings =

    let private key = "Data:Name"
    let private imagesName = "images"

    let private resizes = [ "none", Refused; "crop", Cropped; "stretch", Stretched ]
    let private colours = [ "exact", false; "convert", true ]

    let private images =
        setting {
            let! folder = Setting.folder "Data:Folder"
            and! side = Setting.count "Data:Side" 8 1_024
            and! channels = Setting.oneOf "Data:Channels" [ "1", 1; "3", 3 ]
            and! resize = Setting.oneOf "Data:Resize" resizes
            and! converts = Setting.oneOf "Data:Colour" colours
            and! classes = Setting.count "Data:Classes" 0 256

            return
                Images
                    {
                        Folder = folder
                        Side = side
                        Channels = channels
                        Resize = resize
                        ConvertsColour = converts
                        Classes = classes
                    }
        }

    let read =
        Setting.choose
            key
            [
                for name, data in DataSet.named do
                    name, Setting.constant data
                imagesName, images
            ]

    let name (data: DataSet) =
        match data with
        | Images _ -> imagesName
        | data -> Setting.name DataSet.named data

    let print (data: DataSet) =
        [
            key, name data
            match data with
            | Images images ->
                "Data:Folder", images.Folder
                "Data:Side", string images.Side
                "Data:Channels", string images.Channels
                "Data:Resize", Setting.name resizes images.Resize
                "Data:Colour", Setting.name colours images.ConvertsColour
                "Data:Classes", string images.Classes
            | _ -> ()
        ]

    let private describe (data: DataSet) =
        match DataSet.shape data with
        | [ channels; height; width ] ->
            let kind = if channels = 1 then "grey" else "colour"
            $"{kind} images of {height}x{width}"
        | _ -> "points in the plane"

    let network
        (key: string)
        (named: (string * 'T) list)
        (fits: int list -> 'T -> bool)
        (chosen: 'T)
        (data: DataSet)
        : Problem list =
        let shape = DataSet.shape data

        if fits shape chosen then
            []
        else
            let fit = named |> List.filter (fun (_, one) -> fits shape one) |> List.map fst

            [
                {
                    Key = key
                    Value = Setting.name named chosen
                    Requirement =
                        match fit with
                        | [] -> $"a network for {describe data}, and there is none"
                        | names -> String.concat " or " names + $" for {describe data}"
                }
            ]
