image-too-large = The image is { $width } × { $height } pixels: { $unit ->
        [side] its longer side may not exceed { $limit } pixels.
       *[megapixels] this is more than the { $limit } million pixels allowed.
    }
    .help = Open it in an image editor, make it smaller (2000 pixels wide is enough) and save it again.
image-too-heavy = The image weighs { $size } MB; the limit is { $limit } MB.
    .help = Make it smaller (2000 pixels wide is enough) or save it as JPEG.
image-broken = { $detail ->
    [empty] The file of the image is empty.
    [truncated] The end of the image is missing.
   *[other] The image is damaged and cannot be read (detail: { $detail }).
}
    .help = Open it in an image editor and save it again, or copy the original file once more.
image-format-unsupported = { $format ->
        [unknown] This file is not an image of a known format.
       *[other] The format { $format } is not accepted for images.
    }
    .help = Save the image as JPEG, PNG or WebP. On an iPhone: Settings, Camera, Formats, “Most Compatible”.
image-svg-refused = SVG images are not accepted in contents, for they may hold programs.
    .help = Export the image as PNG or WebP. A logo in SVG belongs to the site’s theme.
image-unreadable = The image cannot be opened: { cause }.
    .help = Check that the file exists and that you are allowed to read it.
image-cache-unwritable = The copies of the image cannot be saved in the folder { $folder }: { cause }.
    .help = Check that the disk is not full and that the folder can be written.
document-unreadable = The document cannot be opened: { cause }.
    .help = Check that the file exists and that you are allowed to read it.
document-type-mismatch = The file’s name ends with “.{ $extension }”, but its content { $found ->
        [unknown] is not of this type.
       *[other] is of type “{ $found }”.
    }
    .help = { $found ->
        [unknown] Open the file in the program that made it and save it again as the right type.
       *[other] Rename the file so that it ends with “.{ $found }”, or replace it by the right one.
    }
document-pdf-unreadable = This PDF could not be read: { $detail ->
        [password] it is protected by a password.
       *[other] it may be damaged (detail: { $detail }).
    }
    .help = It is published as it is, without its number of pages nor its language. Open it to check that everybody can read it, and export it again if need be.
