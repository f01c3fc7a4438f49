# Ce que trouvent les règles de navigation et celles qui comparent les pages d’un site.

skip-link-missing = Rien ne permet de passer le menu pour aller au contenu principal.
    .help = Placez au début de la page un lien tel que `<a href="#content">Aller au contenu</a>`.
skip-link-broken = Le lien d’évitement ne mène nulle part.
    .help = Donnez au contenu principal l’`id` que nomme le lien.
zone-without-landmark = `<{ $element }>` n’a pas le rôle « { $role } » : cette zone ne s’atteint ni ne s’évite.
    .help = Rendez à la zone le rôle « { $role } », ou commencez-la par un titre.
tab-order-upset = `tabindex="{ $rank }"` fait passer cet élément avant ceux qui le précèdent.
    .help = Retirez `tabindex`, et écrivez les éléments dans l’ordre où ils se lisent.
tab-order-forced = `tabindex="{ $rank }"` fait passer cet élément avant tout le reste de la page.
    .help = Vérifiez que l’ordre du focus reste celui de la lecture ; le plus sûr est de retirer `tabindex`.
navigation-systems-missing = Le site n’offre pas deux moyens de s’y retrouver.
    .help = Offrez deux de ces moyens : un menu, un plan du site, un moteur de recherche.
navigation-systems-unsure = Les deux moyens de se retrouver dans le site ne sont pas reconnus sur toutes les pages.
    .help = Vérifiez que toutes les pages ont deux de ces moyens : un menu (`<nav>`), un plan du site, un moteur de recherche.
menu-displaced = Ce menu n’est pas à la place qu’il a sur les autres pages, telles que « { $usual } ».
    .help = Écrivez les menus dans le même ordre sur toutes les pages.
sitemap-empty = Le plan du site ne mène à aucune page.
    .help = Ajoutez au plan un lien vers chaque rubrique.
sitemap-incomplete = Le plan du site ne montre pas « { $page } », qui est au menu ({ $count } en tout).
    .help = Ajoutez au plan un lien vers chaque rubrique du menu.
sitemap-link-broken = Le plan du site mène à « { $target } », qui n’existe pas.
    .help = Corrigez l’adresse, ou retirez le lien.
sitemap-link-elsewhere = Le lien « { $link } » du plan du site mène à la page « { $heading } ».
    .help = Corrigez l’adresse, ou donnez au lien le titre de la page.
sitemap-link-missing = La page ne mène pas au plan du site, alors que d’autres le font, telles que « { $usual } ».
    .help = Placez le lien dans le gabarit de toutes les pages.
sitemap-link-displaced = Le lien vers le plan du site n’est pas à la place qu’il a sur les autres pages, telles que « { $usual } ».
    .help = Placez le lien au même endroit de toutes les pages.
search-missing = La page n’a pas la recherche que d’autres ont, telles que « { $usual } ».
    .help = Placez la recherche dans le gabarit de toutes les pages.
search-displaced = La recherche n’est pas à la place qu’elle a sur les autres pages, telles que « { $usual } ».
    .help = Placez la recherche au même endroit de toutes les pages.
search-other-way = La recherche ne s’atteint pas comme sur les autres pages, telles que « { $usual } ».
    .help = Offrez partout un champ, ou partout un lien.
skip-link-displaced = Le lien d’évitement n’est pas à la place qu’il a sur les autres pages, telles que « { $usual } ».
    .help = Placez le lien au même endroit de toutes les pages, avant le menu.
skip-link-not-here = La page n’a pas le lien d’évitement que d’autres ont, telles que « { $usual } ».
    .help = Placez le lien dans le gabarit de toutes les pages.
title-shared = Le titre « { $title } » est aussi celui de « { $other } », qui dit autre chose.
    .help = Donnez à chaque page un titre qui la distingue.
title-shared-review = Le titre « { $title } » est aussi celui de « { $other } ».
    .help = Ajoutez ce qui distingue les deux pages, une date par exemple.
label-differs = L’étiquette « { $label } » est « { $other } » sur la page « { $page } », pour un champ de même usage.
    .help = Reprenez la même étiquette partout, si les champs demandent la même chose.
