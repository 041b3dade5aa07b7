# Les mots des pages. Espaces ordinaires partout : la typographie française les remplace à la lecture.
