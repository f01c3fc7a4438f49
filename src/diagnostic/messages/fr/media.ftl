image-too-large = L’image mesure { $width } × { $height } pixels : { $unit ->
        [side] son plus grand côté ne peut pas dépasser { $limit } pixels.
       *[megapixels] c’est plus que les { $limit } millions de pixels permis.
    }
    .help = Ouvrez-la dans un logiciel de dessin ou de retouche, réduisez sa taille (2000 pixels de large suffisent) et enregistrez-la à nouveau.
image-too-heavy = L’image pèse { $size } Mo ; la limite est de { $limit } Mo.
    .help = Réduisez sa taille (2000 pixels de large suffisent) ou enregistrez-la en JPEG.
image-broken = { $detail ->
    [empty] Le fichier de l’image est vide.
    [truncated] La fin de l’image manque.
   *[other] L’image est abîmée et ne peut pas être lue.
}
    .help = Ouvrez-la dans un logiciel d’images et enregistrez-la à nouveau, ou déposez une nouvelle copie du fichier d’origine.
image-format-unsupported = { $format ->
        [unknown] Ce fichier n’est pas une image dont le format est reconnu.
       *[other] Le format { $format } n’est pas accepté pour les images.
    }
    .help = Enregistrez l’image en JPEG, en PNG ou en WebP. Sur un iPhone : Réglages, Appareil photo, Formats, « Le plus compatible ».
image-svg-refused = Les images SVG ne sont pas acceptées dans les contenus, car elles peuvent contenir des programmes.
    .help = Exportez l’image en PNG ou en WebP. Un logo en SVG se dépose dans le thème du site.
image-unreadable = L’image ne peut pas être ouverte : { cause }.
    .help = Vérifiez que le fichier existe et que vous avez le droit de le lire.
image-cache-unwritable = Les copies de l’image ne peuvent pas être enregistrées dans le dossier { $folder } : { cause }.
    .help = Vérifiez qu’il reste de la place sur le disque et que le dossier est accessible en écriture.
document-unreadable = Le document ne peut pas être ouvert : { cause }.
    .help = Vérifiez que le fichier existe et que vous avez le droit de le lire.
document-type-mismatch = Le nom du fichier se termine par « .{ $extension } », mais son contenu { $found ->
        [unknown] n’est pas de ce type.
       *[other] est de type « { $found } ».
    }
    .help = { $found ->
        [unknown] Ouvrez le fichier dans le logiciel qui l’a produit et enregistrez-le à nouveau sous le bon type.
       *[other] Renommez le fichier pour qu’il se termine par « .{ $found } », ou remplacez-le par le bon fichier.
    }
document-pdf-unreadable = Ce PDF n’a pas pu être lu : { $detail ->
        [password] il est protégé par un mot de passe.
       *[other] il est peut-être abîmé.
    }
    .help = Il est publié tel quel, sans nombre de pages ni langue. Ouvrez-le pour vérifier que tout le monde peut le lire, et exportez-le à nouveau si besoin.
