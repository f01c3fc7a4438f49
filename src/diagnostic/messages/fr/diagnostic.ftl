# Les mots des comptes rendus eux-mêmes.
report-error = erreur
report-warning = avertissement
report-note = note
report-workspace = Espace de travail
report-see-also = voir aussi
# Pourquoi un fichier, un dossier ou une adresse ne se laisse pas atteindre.
cause = { $detail ->
    [not-found] le fichier ou le dossier n’existe pas
    [denied] l’accès est refusé
    [exists] il existe déjà
    [no-folder] une partie du chemin n’est pas un dossier
    [folder] c’est un dossier
    [not-empty] le dossier n’est pas vide
    [read-only] le disque ne peut qu’être lu
    [full] le disque est plein
    [too-large] le fichier serait trop gros
    [name] le nom est trop long ou contient un signe interdit
    [busy] un autre programme s’en sert
    [many-files] trop de fichiers sont ouverts ou suivis
    [cut] le fichier finit trop tôt
    [no-text] ce n’est pas un texte en UTF-8
    [slow] pas de réponse à temps
    [refused] la connexion est refusée
    [unreachable] la machine ne peut pas être jointe
    [in-use] l’adresse est déjà prise
    [memory] il n’y a plus de mémoire
    [status] le serveur répond par l’erreur { $status }
    [unknown] cause inconnue
   *[other] erreur { $detail } du système
}
