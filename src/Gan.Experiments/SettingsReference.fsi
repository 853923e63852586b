namespace Gan.Experiments

/// <summary>Pages, files and help that are derived from the declarations of all settings.</summary>
[<RequireQualifiedAccess>]
module SettingsReference =

    /// <summary>Every setting of experiments and of the machine.</summary>
    [<CompiledName("Declarations")>]
    val declarations: vocabulary: Vocabulary -> Declaration list

    /// <summary>appsettings.json: every setting with its default.</summary>
    [<CompiledName("AppSettings")>]
    val appSettings: vocabulary: Vocabulary -> string

    /// <summary>The page of all settings.</summary>
    [<CompiledName("Markdown")>]
    val markdown: vocabulary: Vocabulary -> string

    /// <summary>The settings of a section, or the one of a key; all of them for an empty text.</summary>
    [<CompiledName("Matching")>]
    val matching: vocabulary: Vocabulary -> wanted: string -> Declaration list

    /// <summary>Everything that there is to say of a setting, in lines.</summary>
    [<CompiledName("Describe")>]
    val describe: declaration: Declaration -> string list
