# Ce que l’on dit des audits d’accessibilité, de la déclaration et de ses plans.
audit-standard-unknown = Il n’y a pas de version « { $name } » du RGAA.
    .help = { $suggestion ->
        [none] Écrivez "4.1.2".
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
audit-auditor-missing = L’audit est daté, mais personne ne le signe.
    .help = Écrivez qui l’a réalisé à la clé « auditor », ou videz « date » tant qu’il n’est pas terminé.
audit-theme-missing = L’audit d’un thème doit dire de quel thème et de quelle version il est.
    .help = Écrivez « theme » et « theme_version » (la clé « version » de theme.yaml).
audit-part-missing = La déclaration doit nommer ce que dit la clé « { $key } », et elle est vide.
    .help = Complétez « { $key } » : le modèle imposé de la déclaration liste les technologies, l’environnement de test et les outils (RGAA, déclaration d’accessibilité).
audit-pages-missing = L’échantillon est vide.
    .help = Listez sous « pages » les pages auditées ; « parvis audit » les choisit pour vous dans un nouveau fichier.
audit-pages-many = L’échantillon a plus de { $most } pages.
    .help = Gardez des pages représentatives : une vingtaine suffit pour un site de commune.
audit-page-id-twice = Deux pages de l’échantillon s’appellent « { $id } ».
    .help = Donnez à chacune son propre « id ».
audit-page-url = « { $url } » n’est pas l’adresse d’une page du site.
    .help = Écrivez-la à partir de la racine du site, par exemple /contact/.
audit-criterion-unknown = Le RGAA n’a pas de critère « { $name } ».
    .help = { $suggestion ->
        [none] Les critères vont de 1.1 à 13.12.
       *[other] Vouliez-vous dire « { $suggestion } » ? Les critères vont de 1.1 à 13.12.
    }
audit-page-unknown = L’échantillon n’a pas de page « { $name } ».
    .help = { $suggestion ->
        [none] Écrivez l’un des « id » de la liste « pages », ou « all » pour toutes les autres.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
audit-page-in-two = La page « { $page } » est à la fois dans { $first } et dans { $second }.
    .help = Gardez-la dans une seule des deux listes.
audit-finding-elsewhere = Le constat porte sur la page « { $page } », qui n’est pas non conforme au critère { $criterion }.
    .help = Ajoutez la page à la liste NC du critère, ou retirez-la du constat.
audit-finding-missing = Le critère { $criterion } est non conforme, mais rien ne dit pourquoi.
    .help = Décrivez sous « findings » ce qui ne va pas (description, impact) : la déclaration doit lister les contenus non accessibles.
audit-criterion-of-content = Le critère { $criterion } dépend de ce que chaque site publie : le thème ne peut pas le rendre conforme.
    .help = Dans l’audit d’un thème, ne le gardez que non conforme (NC), ou retirez-le : il se juge dans l’audit de chaque site.
audit-not-yet = L’audit est daté du { $date }, qui n’est pas encore passé : il ne compte pas.
    .help = Corrigez « date » : le jour où l’audit a été terminé.
audit-redesign = L’audit du { $date } ne compte plus : le site emploie maintenant le thème « { $theme } », version { $version }. La déclaration dit « non conforme ».
    .help = Une refonte met fin à l’audit. Refaites-le : déplacez le fichier, puis « parvis audit » avec le nom du site.
audit-expired = L’audit du { $date } ne compte plus depuis le { $expires } : il a trois ans. La déclaration dit « non conforme ».
    .help = Refaites l’audit : déplacez le fichier, puis « parvis audit » avec le nom du site.
audit-expiring = L’audit ne comptera plus à partir du { $expires } : la déclaration dira alors « non conforme ».
    .help = Prévoyez dès maintenant le prochain audit.
audit-of-theme-expired = L’audit du thème ne compte plus depuis le { $expires } : il a trois ans.
    .help = Refaites-le avec « parvis audit --theme » ; en attendant, ce qu’il jugeait est à tester dans chaque site.
audit-theme-changed = Le thème « { $theme } » a changé depuis son audit.
    .help = Vérifiez que rien de ce qui a été jugé n’en est touché, puis écrivez "{ $digest }" à la clé « theme_digest ». Si le changement est une refonte, changez plutôt « version » dans theme.yaml.
audit-incomplete = L’audit est daté, mais { $cells } cases sur { $all } ne sont pas testées : elles comptent comme non respectées.
    .help = « parvis audit » avec le nom du site dit lesquelles.
audit-contradicted = L’audit dit le contraire de ce que les pages montrent avec certitude : { $criteria }. Le taux en est abaissé.
    .help = « parvis lint » montre les erreurs. Corrigez-les, ou notez ces critères comme non conformes.
audit-page-broken = La grille ne peut pas être mise en page : { $detail }
    .help = C’est un défaut de Parvis : signalez-le.
audit-set-nothing = Il ne reste rien à tester pour le critère { $criterion }.
    .help = Nommez les pages à changer : { $criterion }@accueil,contact=NC
audit-set-by-hand = Le fichier est écrit d’une façon qui ne se laisse pas modifier ligne par ligne.
    .help = Modifiez-le à la main.
audit-set-unreadable = « { $text } » n’est pas un résultat.
    .help = Écrivez le critère, les pages s’il y a lieu, et le statut (C, NC, NA ou NT) : 1.1=C ou 1.1@accueil,contact=NC
audit-impact-unknown = « { $name } » n’est pas un impact.
    .help = { $suggestion ->
        [none] Écrivez minor, major ou blocking.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
audit-none = Aucun audit n’est ouvert pour « { $name } ».
    .help = Ouvrez-le d’abord : parvis audit { $name }
audit-site-failed = Le site « { $site } » a une erreur : ses pages ne peuvent pas être auditées.
    .help = Corrigez d’abord ce que « parvis check » signale.
audit-page-gone = La page « { $url } » de l’échantillon n’existe plus.
    .help = Corrigez son adresse dans la liste « pages », ou auditez-en une autre à sa place.
audit-opened = Audit ouvert : { $file } ({ $pages } pages, { $cells } cases déjà remplies sur { $all }).
audit-next = Remplissez le fichier, puis relancez la commande pour voir où vous en êtes ; datez-le quand il est terminé.
audit-saved = Audit modifié : { $file }
audit-refreshed = Vérifications automatiques refaites : { $file }
audit-exported = Exporté : { $file }
audit-head = { $name } : { $pages } pages, RGAA { $standard }, ouvert le { $opened }
audit-progress = Testé : { $tested } cases sur { $all } ({ $automatic } automatiques, { $theme } par l’audit du thème, { $site } à la main)
audit-rate = Critères respectés : { $validated } sur { $applicable } applicables, soit { $rate } % ; taux moyen des pages : { $average } %
audit-state-total = État : totalement conforme
audit-state-partial = État : partiellement conforme
audit-state-none = État : non conforme
audit-draft = L’audit n’est pas daté : il ne compte pas encore. La déclaration dit « non conforme ».
audit-counts = L’audit compte jusqu’au { $expires }.
audit-failed = Non conformes : { $criteria }
audit-left = Reste à tester :
audit-left-line = { $criterion } ({ $count }) : { $pages }
audit-column-site = Site
audit-column-state = État
audit-column-rate = Taux
audit-column-date = Audit
audit-column-until = Jusqu’au
audit-is-total = totalement conforme
audit-is-partial = partiellement conforme
audit-is-none = non conforme
audit-in-progress = en cours
audit-lapsed = échu
audit-all = { $total } sites : { $full } totalement conformes, { $partial } partiellement conformes, { $none } non conformes
statement-undated = La déclaration d’accessibilité ne dit pas quand elle a été établie.
    .help = Écrivez la date à la clé « accessibility », « established » (décret n° 2019-768 du 24 juillet 2019, modèle imposé de la déclaration).
accessibility-plan-missing = Le schéma pluriannuel de mise en accessibilité n’est pas publié.
    .help = Complétez « accessibility », « multi_year_plan », ou donnez son adresse à « accessibility », « plan » (loi n° 2005-102 du 11 février 2005, article 47).
accessibility-plan-incomplete = Il manque au schéma pluriannuel : { $missing }.
    .help = Complétez ces clés : le schéma doit en parler (loi n° 2005-102 du 11 février 2005, article 47, et décret n° 2019-768 du 24 juillet 2019).
accessibility-plan-years = Le schéma pluriannuel couvre au plus { $most } ans, et finit après avoir commencé.
    .help = Corrigez « from » et « to » : par exemple 2026 et 2028 (loi n° 2005-102 du 11 février 2005, article 47).
accessibility-plan-over = Le schéma pluriannuel a pris fin en { $year }.
    .help = Écrivez le suivant : « accessibility », « multi_year_plan » (loi n° 2005-102 du 11 février 2005, article 47).
accessibility-action-plan-missing = Le plan d’action de { $year } n’est pas publié.
    .help = Ajoutez l’année { $year } sous « accessibility », « action_plans » (loi n° 2005-102 du 11 février 2005, article 47).
accessibility-review-missing = Le plan d’action de { $year } n’a pas de bilan.
    .help = Écrivez ce qu’il en est advenu : « review » pour l’année, ou « result » pour chaque action (RGAA, déclaration d’accessibilité).
security-txt-expired = Le fichier security.txt est périmé depuis le { $date } : plus personne ne s’y fiera.
    .help = Reculez « security », « expires », ou retirez cette ligne : la date se calcule alors seule (RFC 9116).
legal-editor-incomplete = Les mentions légales ne disent pas qui édite le site : il manque { $missing }.
    .help = Complétez ces clés : un portail n’est pas une personne, son éditeur doit être nommé (loi n° 2004-575 du 21 juin 2004).
legal-saisine-unreachable = Personne ne peut saisir l’administration par voie électronique : il n’y a ni adresse électronique ni formulaire.
    .help = Complétez « contact », « email », ou un formulaire sous « grc » (décret n° 2016-1411 du 20 octobre 2016).
statement-section-missing = Il manque à la déclaration d’accessibilité : { $section ->
        [engagement] l’engagement, qui cite l’article 47 de la loi n° 2005-102 du 11 février 2005
        [plans] le schéma pluriannuel
        [defender] le Défenseur des droits
        [state] la partie « État de conformité »
        [results] la partie « Résultat des tests »
        [contents] la partie « Contenus non accessibles »
        [establishment] la partie « Établissement de cette déclaration d’accessibilité »
        [technologies] la partie « Technologies utilisées »
        [environment] la partie « Environnement de test »
        [tools] la partie « Les outils utilisés lors de l’évaluation »
        [pages] la partie « Pages du site ayant fait l’objet de la vérification de conformité »
        [contact] la partie « Retour d’information et contact »
       *[remedies] la partie « Voies de recours »
    }.
    .help = Suivez le modèle imposé de la déclaration, toutes ses parties et leurs titres (RGAA, déclaration d’accessibilité).
statement-state-missing = La déclaration d’accessibilité ne dit pas si le site est totalement, partiellement ou non conforme.
    .help = Écrivez : « est totalement conforme », « est partiellement conforme » ou « est non conforme ».
statement-date-missing = La déclaration d’accessibilité n’est pas datée.
    .help = Écrivez : « Cette déclaration a été établie le 12 mars 2026. »
statement-too-old = La déclaration d’accessibilité date du { $date } : elle a plus de trois ans.
    .help = Mettez-la à jour après un nouvel audit.
statement-mention-missing = La page d’accueil ne porte pas la mention de l’accessibilité.
    .help = Écrivez sur la page d’accueil « Accessibilité : totalement conforme », « Accessibilité : partiellement conforme » ou « Accessibilité : non conforme » (décret n° 2019-768 du 24 juillet 2019).
statement-mention-twice = La page d’accueil porte deux mentions différentes de l’accessibilité.
    .help = Gardez celle qui dit la même chose que la déclaration.
statement-mention-differs = La mention de la page d’accueil ne dit pas la même chose que la déclaration d’accessibilité.
    .help = Corrigez celle des deux qui est fausse.
statement-link-missing = { $count ->
        [one] Cette page n’a pas de lien
       *[other] { $count } pages, dont celle-ci, n’ont pas de lien
    } vers la déclaration d’accessibilité.
    .help = Ajoutez le lien au pied de toutes les pages : la déclaration doit être accessible depuis n’importe laquelle (RGAA, mentions et pages obligatoires).
audit-derogation-over = La dérogation pour « { $content } » n’est plus invoquée depuis le { $until }.
    .help = Rendez le contenu accessible, ou reculez « until » en disant pourquoi la charge reste disproportionnée.
