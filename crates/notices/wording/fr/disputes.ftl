# Litiges : la liste, la page de chacun, et ce qui est dit après un geste.

disputes-title = Litiges
disputes-lead = Ce que les clients contestent, qui répond et pour quand. Rien de ceci ne parvient au client.
disputes-none = Aucun litige ici.
disputes-open = Ouverts
disputes-mine = Les miens
disputes-owed = Avoirs à émettre
disputes-settled = Réglés depuis 12 mois
disputes-contested = Contesté à ce jour
disputes-late-count = { $count ->
    [0] aucune réponse en retard
    [one] { $count } réponse en retard
   *[other] { $count } réponses en retard
}
disputes-to-credit = Avoirs à émettre
disputes-cycle = Durée habituelle (médiane)
disputes-cycle-mean = { $days } en moyenne
disputes-founded = Fondés depuis 12 mois
disputes-of = { $part } sur { $all }
disputes-ours = { $part } de notre fait
disputes-settled-on = Réglé le
disputes-age = Durée

dispute-page-title = Litige sur { $item }
dispute-open = ouvert
dispute-late = réponse en retard
dispute-paid = payé entre-temps
dispute-settled = réglé
dispute-credit-to-come = Avoir à émettre
dispute-contested = Contesté
dispute-amount-short = Montant
dispute-of = sur { $open } ouverts
dispute-opened = Signalé le
dispute-owner = Qui répond
dispute-nobody = personne encore
dispute-answer-by = Réponse avant le
dispute-answer-hint = Vide : le délai habituel de votre société.
dispute-side = De quel côté
dispute-side-accounting = Comptabilité
dispute-side-sales = Commerce et livraison
dispute-care = Qui répond, pour quand
dispute-care-act = Confier
dispute-discussion = Entre nous
dispute-discussion-hint = Ce que les collègues se disent. Le client ne le voit jamais.
dispute-say = Ajouter une note
dispute-say-act = Ajouter
dispute-evidence = Pièces
dispute-evidence-hint = Bon de livraison, commande, photo, courriel : 10 Mo au plus par fichier.
dispute-evidence-files = Fichiers
dispute-evidence-act = Ajouter les fichiers
file-size = { $size } Ko
dispute-settle = Régler le litige
dispute-settle-act = Régler
dispute-outcome = Issue
dispute-outcome-choose = Choisir…
dispute-credit = Avoir restant à émettre, si fondé
dispute-credit-form-hint = Ce montant n’est pas réclamé tant que l’avoir n’est pas arrivé. Mettez 0 s’il est déjà là.
dispute-fault = De la faute de qui
dispute-credit-hint = Cette part n’est pas réclamée tant que l’avoir n’a pas été importé.
dispute-credit-end = Aucun avoir ne viendra
dispute-credit-end-ask = La totalité sera de nouveau réclamée au client. Continuer ?
dispute-was-founded = Fondé. Réglé le { $day } par { $who }.
dispute-was-unfounded = Non fondé : la facture est due. Réglé le { $day } par { $who }.
dispute-was-gesture = Réglé par un geste commercial le { $day }, approuvé par { $who }.
fault-unknown = non établie
fault-debtor = du client
fault-ours = de la nôtre
fault-uncontrollable = de personne (transporteur, force majeure…)

gesture-title = Geste commercial
gesture-hint = Une part abandonnée pour garder la relation. Un administrateur l’approuve ; le litige est alors réglé et l’avoir à émettre.
gesture-words = { $amount }, proposés par { $who } le { $when }
gesture-amount = Montant abandonné
gesture-why = Pourquoi
gesture-act = Proposer
gesture-answer = Un mot avec votre réponse
gesture-approve = Approuver
gesture-refuse = Refuser
gesture-waits = geste à approuver
gesture-approved = Approuvé par { $who } le { $when }.
gesture-refused = Refusé par { $who } le { $when }.

fact-award = avoir
fact-award-words = { $item } : { $amount } à émettre à la suite d’un litige
fact-award-end = Voir
fact-dispute-end = Traiter
state-credit-awaited = avoir à émettre : { $amount }

event-dispute-assigned = Litige confié
event-dispute-evidence = Pièce ajoutée à un litige
event-gesture-proposed = Geste commercial proposé
event-gesture-answered = Réponse au geste commercial
event-award-ended = Avoir qui n’est plus attendu

flash-dispute-choose = Dites si le litige est fondé.
flash-dispute-founded = Litige réglé. Ce que couvre l’avoir n’est pas réclamé tant qu’il n’est pas arrivé.
flash-dispute-unfounded = Litige réglé. La facture reprend où elle en était.
flash-dispute-assigned = Litige confié.
flash-dispute-said = Note ajoutée.
flash-award-ended = L’avoir n’est plus attendu : la totalité est de nouveau réclamée.
flash-evidence-none = Choisissez au moins un fichier.
flash-evidence-added = Fichiers ajoutés.
flash-gesture-proposed = Geste proposé. Un administrateur l’approuve.
flash-gesture-approved = Geste approuvé : le litige est réglé et l’avoir est à émettre.
flash-gesture-refused = Geste refusé. Le litige continue.
