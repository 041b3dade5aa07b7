# Alertes : la liste, l’éditeur, l’essai sur le passé.

alerts-title = Alertes
alerts-lead = Ce dont vous voulez être averti, examiné chaque jour pour chaque client.
alerts-new = Nouvelle alerte
alerts-waiting = À voir
alerts-waiting-none = Rien à voir.
alerts-account = Client
alerts-alert = Alerte
alerts-since = Depuis le
alerts-seen = Vu
alerts-count = { $count ->
    [one] { $count } client à voir
   *[other] { $count } clients à voir
}
alerts-all = Les alertes
alerts-none = Aucune alerte. Prenez-en une ci-dessous, ou composez la vôtre : elle est essayée sur les trois derniers mois avant d’être activée.
alerts-act = Ce qu’elle fait
alerts-ideas = Pour commencer
alerts-ideas-hint = Chacune s’ouvre avec son essai sur les 90 derniers jours
alert-act-tell = prévient
alert-act-hold = prévient et suspend le client
alert-act-payment-before-delivery = prévient et propose la livraison contre paiement
alert-act-credit-hold = prévient et propose de suspendre l’encours
alert-act-service-cut = prévient et propose d’interrompre le service
alert-on = activée
alert-off = désactivée
alert-switch-on = Activer
alert-switch-off = Désactiver
alert-keep = Enregistrer
alert-try = Essayer sur le passé
alert-trial = Ce qu’elle aurait dit
alert-trial-words = En { $days } jours : { $hits } alertes, pour { $accounts } clients.
alert-trial-today = Vraie aujourd’hui pour { $accounts } clients.
alert-trial-hint = D’après les factures, règlements, promesses, litiges et contacts tels qu’ils étaient chaque matin. Ce qui n’a pas de date (phase, étiquettes, adresses, retard moyen) est pris tel qu’aujourd’hui.
alert-trial-from = À partir du
alert-trial-lasted = Durée
alert-trial-goes-on = en cours
alert-trial-more = Les suivantes ne sont pas montrées.
alert-history = Ce qu’elle a dit
alert-until = Jusqu’au
alert-seen-by = Vu par
alert-remove = Supprimer l’alerte
alert-remove-ask = Supprimer cette alerte ? Ce qu’elle a dit reste dans le journal.
alert-idea-silence = Échu important, sans contact depuis un mois
alert-idea-promise = Deux promesses rompues
alert-idea-address = En retard, sans adresse e-mail qui fonctionne
alert-idea-unusual = Bon payeur qui ne paie plus
alert-idea-old = Plus de quatre mois de retard
alert-idea-insolvency = Procédure collective avec un encours
flash-alert-kept = L’alerte est enregistrée. Voici ce qu’elle aurait dit.
flash-alert-on = L’alerte est activée : elle parle dès la prochaine journée.
flash-alert-off = L’alerte est désactivée.
flash-alert-removed = L’alerte est supprimée.
flash-alert-seen = C’est noté. L’alerte ne reparlera de ce client que si sa condition cesse, puis revient.
