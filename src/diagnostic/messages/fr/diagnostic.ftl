# Les mots des comptes rendus eux-mêmes.
report-error = erreur
report-warning = avertissement
report-note = note
report-workspace = Espace de travail
report-see-also = voir aussi
