letters-title = Lettres à poster
letters-lead = Dans l’ordre de dépôt : pays, code postal, destinataire. Chaque compte est relu au moment d’imprimer ; ce qui n’est plus dû n’est pas imprimé.
letters-none = Aucune lettre n’attend d’être postée.
letters-choose = Choisir
letters-to = Destinataire
letters-kind = Nature
letters-number = N° d’envoi
letters-print = Imprimer les lettres cochées
letters-print-hint = Un seul PDF : les lettres, puis le bordereau de dépôt. L’adresse tombe dans la fenêtre de l’enveloppe.
letters-posted-on = Postées le
letters-post = Les lettres cochées sont postées
letters-post-hint = Les étapes avancent, et ce qui a été imprimé est conservé tel quel.
letters-printed = Imprimée
letters-to-print = À imprimer
letters-no-address = Adresse incomplète
letters-in-vain = À retirer de la pile
letters-in-vain-hint = Imprimées ces derniers jours, mais elles ne doivent plus partir.
letters-at-once = { $count ->
    [one] Une lettre par impression au plus.
   *[other] { $count } lettres par impression au plus ; les suivantes s’impriment ensuite.
}
letters-open = Lettre (PDF)
letters-kept = La lettre telle qu’elle est partie
letters-kept-hint = Le fichier imprimé a été conservé, à l’octet près.
flash-letters-posted = { $count ->
    [one] Une lettre est notée comme postée.
   *[other] { $count } lettres sont notées comme postées.
}
settings-window = Fenêtre des enveloppes
settings-window-usual = Selon l’usage du pays
settings-window-right = À droite
settings-window-left = À gauche (DIN)
settings-window-hint = L’adresse du destinataire est imprimée à cet endroit.
letters-address = Adresse postale
letters-address-act = Garder l’adresse
flash-address-kept = L’adresse postale est gardée.
event-letter-printed = Lettre imprimée
letters-posted = Postée
letters-changed = Montant changé, à réimprimer
flash-letters-elsewhere = Une lettre se note d’ici : cochez-la, puis dites qu’elle est postée.
letters-cost = Prix de la lettre
letters-give = Confier les lettres cochées à { $service }
letters-give-hint = Il les imprime, les poste et les facture. Elles comptent comme postées aujourd’hui ; ce qu’il n’a pas pris reste ici.
flash-letters-given = { $count ->
    [0] Aucune lettre n’a été confiée : ce qui était choisi n’est plus dû.
    [one] Une lettre a été confiée au prestataire.
   *[other] { $count } lettres ont été confiées au prestataire.
}
flash-letters-unknown = { $count ->
    [one] Le prestataire n’a pas répondu pour une lettre : il l’a peut-être. Le tableau des départs demande ce qu’il en est.
   *[other] Le prestataire n’a pas répondu pour { $count } lettres : il les a peut-être. Le tableau des départs demande ce qu’il en est.
}
event-letter-not-taken = Lettre refusée par le prestataire
event-letter-number = La poste a donné son numéro à la lettre
