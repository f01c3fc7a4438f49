# Les mots de l’interface, en français. Un thème peut redire ceux qu’il veut dans son i18n/fr.ftl.

## Autour de la page
skip-to-content = Aller au contenu
you-are-here = Fil d’Ariane
main-menu = Menu principal
menu = Menu
close = Fermer
whole-section = { $title } : toute la rubrique
alerts = Alertes
information = Informations sur le site
back-to-top = Haut de page
member-of = Membre de :
demonstration = Site de démonstration.
demonstration-text = Les informations de ces pages sont inventées ; ce n’est pas le site officiel.
colon = {" "}:

## Pages que tous les sites ont
home-page = Accueil
page-saisine = Saisir l’administration
page-legal = Mentions légales
page-privacy = Données personnelles
page-accessibility = Accessibilité
page-sitemap = Plan du site
page-feeds = Flux d’information
contact = Contact
contact-and-hours = Contact et horaires
not-found-text = La page demandée n’existe pas, ou n’existe plus. L’adresse est peut-être mal écrite.
moved = Cette page a changé d’adresse
moved-text = Aller à la nouvelle adresse
feeds-text = Un flux vous prévient de chaque nouveauté dans le lecteur de votre choix ; l’agenda peut être ajouté à votre calendrier.

## Accueil
in-one-click = En un clic
town-hall = La mairie
all-hours = Tous les horaires
other-site = (autre site)
news = Actualités
all-news = Toutes les actualités
events = Agenda
all-events = Tout l’agenda
publications = Publications
all-publications = Toutes les publications
sections = Rubriques
services = Services en ligne
members = Communes membres

## Contact
reach-us = Nous joindre
write-to-us = Écrire à l’administration par voie électronique
all-procedures = Toutes les démarches
phone = Téléphone
email = Courriel
website = Site internet
address = Adresse
see-map = Voir le plan sur OpenStreetMap
opening-hours = Horaires d’ouverture
opening-hours-of = Horaires d’ouverture : { $title }
day = Jour
hours = Horaires
hours-exceptions = Jours particuliers :

## Entrées
published-on = Publié le
updated-on = mis à jour le
updated-on-alone = Mis à jour le
shared-by = Partagé par :
credit = Crédit : { $name }
on-this-page = Sur cette page
documents = Documents à télécharger
download = Télécharger
categories = Catégories
in-this-section = Dans cette rubrique
neighbours = Avant et après
newer = Plus récent
older = Plus ancien
when = Quand
where = Où
event-over = passé
organiser = Organisé par
price = Tarif
registration = Inscription
add-to-calendar = Ajouter à mon calendrier
next-dates = Prochaines dates
alert-over = terminée
starts = À partir du
ends = Jusqu’au
until = jusqu’au
then = Puis le
cost = Coût
usual-delay = Délai habituel
keywords = Mots-clés
documents-needed = Documents à fournir
otherwise = Autrement

## Listes
pagination = Pagination
page = Page
previous-page = Page précédente
next-page = Page suivante
back-to = Retour : { $title }
nothing-here = Rien à afficher pour le moment.
by-category = Par catégorie
by-year = Par année
subscribe = S’abonner
## Ce que les textes contiennent
box-note = Information
box-tip = Conseil
box-important = Important
box-warning = Attention
box-urgent = Urgent
box-details = En savoir plus
captions = Sous-titres
video-download = Télécharger la vidéo
video-transcript = Transcription de « { $title } »
video-watch = Voir la vidéo « { $title } »
video-on = sur { $service }, autre site
places = Les lieux
places-without-position = Aussi, sans position sur le plan :
map-label = { $count ->
    [one] Plan schématique : un lieu, au numéro de la liste
   *[other] Plan schématique : { $count } lieux, aux numéros de la liste
}
map-legend = Les numéros sont ceux de la liste.
map-legend-centre = Les numéros sont ceux de la liste ; la maison marque le centre, les cercles la distance à vol d’oiseau.
map-legend-hall = Les numéros sont ceux de la liste ; la maison marque la mairie, les cercles la distance à vol d’oiseau.
place-from-hall = à { $distance } de la mairie
place-from-centre = à { $distance } du centre
place-direction = { $direction ->
    [n] au nord
    [ne] au nord-est
    [e] à l’est
    [se] au sud-est
    [s] au sud
    [sw] au sud-ouest
    [w] à l’ouest
   *[nw] au nord-ouest
}

## Recherche
search-this-site = Rechercher sur le site
search-go = Rechercher
search-precisely = Recherche détaillée
search-words = Que cherchez-vous ?
search-kinds = Chercher seulement dans
search-year = Année
search-any-year = Toutes les années
search-site = Site
search-any-site = Tous les sites
search-results = Résultats
search-wait = Recherche en cours…
search-none = Aucun résultat pour « { $query } ».
search-one = 1 résultat pour « { $query } ».
search-many = { $count } résultats pour « { $query } ».
search-shown = { $shown } résultats affichés sur { $count }.
search-more = Afficher plus de résultats
search-advice = Essayez un mot plus simple ou plus court, vérifiez l’orthographe, ou élargissez à toutes les années et à toutes les sortes de pages. Ces pages peuvent aussi vous aider :
search-failed = La recherche ne répond pas pour le moment. Le plan du site, ci-dessous, mène à toutes les pages.
search-map = Plan du site
search-without = La recherche a besoin de JavaScript, que votre navigateur n’exécute pas. Voici toutes les rubriques et les pages du site.
