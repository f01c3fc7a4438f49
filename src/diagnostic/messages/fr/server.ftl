# Ce que disent les configurations de serveurs web.
server-no-folder = Ce site est publié dans un stockage d’objets : le serveur web n’a pas de dossier à lui donner.
    .help = S’il doit le servir quand même, dites où il trouve les sites, à la clé « server.root » de parvis.yaml.
server-domain-taken = Le domaine « { $domain } » est déjà celui du site « { $other } ».
    .help = Un domaine ne mène qu’à un site : retirez-le de l’un des deux.
