# Les mots de la ligne de commande. Espaces ordinaires partout : la typographie française les remplace à la lecture.
