namespace Gan.Math.Experiments

[<RequireQualifiedAccess>]
module internal DataSettings =

    let private key = "Data:Name"
    let private imagesName = "images"

    let private named =
        [
            "digits", Digits
            "mnist", Mnist
            "fashion-mnist", FashionMnist
            "cifar10", Cifar10
            "ring", Ring
            "grid", Grid
            "spiral", Spiral
        ]

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
                for name, data in named do
                    name, Setting.constant data
                imagesName, images
            ]

    let name (data: DataSet) =
        match data with
        | Images _ -> imagesName
        | data -> Setting.name named data

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
