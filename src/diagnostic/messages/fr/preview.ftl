preview-count = Sites : { $sites }
preview-broken = Sites dont les réglages sont à corriger
preview-unknown = Aucun site ne s’appelle « { $site } »
preview-all = Voir tous les sites
preview-failed = Ce site ne peut pas encore être montré
