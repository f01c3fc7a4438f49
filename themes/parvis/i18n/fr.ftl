skip-to-content = Aller au contenu
