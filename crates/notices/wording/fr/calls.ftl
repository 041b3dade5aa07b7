calls-title = Appels
calls-over = La liste du jour est au bout.
calls-skipped = { $count ->
    [one] Reprendre l’appel passé
   *[other] Reprendre les { $count } appels passés
}
calls-today = Aujourd’hui
calls-today-none = Aucun appel noté aujourd’hui.
calls-reasons = Pourquoi les factures ne sont pas payées
calls-reasons-hint = Ce que disent les clients au téléphone, sur 90 jours.
calls-reasons-none = Rien de noté pour l’instant.
calls-place = appel { $number } sur { $all }
calls-skip = Passer
calls-script = À dire
calls-no-number = Aucun numéro connu : cherchez-le, puis ajoutez-le aux interlocuteurs du client.
calls-form = Ce qu’il en est
calls-outcome = L’appel
calls-reason = Pourquoi ce n’est pas payé
calls-claims = Ce dont il s’agit
calls-if-contested = Contesté : ce qui l’est
calls-if-paid = Déjà payé : jusqu’à quand attendre
calls-until-hint = Vide : une semaine. Rien n’est demandé d’ici là pour les lignes cochées.
calls-words = Ce qui a été dit
calls-keep = Noter et passer au suivant
calls-keep-hint = La promesse, le litige ou l’attente se notent avec l’appel ; en cas de difficulté, l’échéancier s’ouvre ensuite.
calls-reason-forgotten = Oubli
calls-reason-not-received = Facture non reçue
calls-reason-awaiting-approval = En attente d’un accord interne
calls-reason-order-number-missing = Numéro de commande manquant
calls-reason-contested = Contestation
calls-reason-cash-difficulty = Difficulté de trésorerie
calls-reason-already-paid = Déjà payé
calls-reason-bank-details = Coordonnées bancaires
calls-reason-other = Autre
flash-call-kept = L’appel est noté.
flash-call-plan = L’appel est noté. Proposez un échéancier.
calls-call = Appeler
