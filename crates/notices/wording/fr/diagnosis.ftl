# La page du diagnostic instantané d’une comptabilité. Avertissements, hypothèses et définitions sont ceux de cli.ftl.

diagnosis-title = Diagnostic du poste clients – { $name }
diagnosis-as-of = Situation au { $day }
diagnosis-sales = { $count ->
    [one] { $count } facture de vente, du { $first } au { $last }
   *[other] { $count } factures de vente, du { $first } au { $last }
}
diagnosis-nothing-kept = Calculé sur votre poste ; rien n’est conservé ni envoyé.

diagnosis-tile-open = Encours
diagnosis-tile-open-note = hors { $amount } de règlements et avoirs à imputer
diagnosis-tile-overdue = En retard
diagnosis-tile-overdue-note = { $share } de l’encours
diagnosis-tile-dso = DSO
diagnosis-tile-dso-note = par épuisement des ventes
diagnosis-tile-delay = Retard moyen
diagnosis-tile-delay-note = pondéré par les montants payés
diagnosis-tile-cost = Coût du retard
diagnosis-tile-cost-note = financement sur la période
diagnosis-tile-day = Un jour de DSO
diagnosis-tile-day-note = ce que libère un jour de moins

diagnosis-aged-title = Balance âgée
diagnosis-aged-words = Encours de { $total }, dont { $overdue } en retard, réparti par ancienneté.
diagnosis-column-age = Ancienneté
diagnosis-column-amount = Montant
diagnosis-column-count = Pièces
diagnosis-column-share = Part
diagnosis-unallocated = Règlements et avoirs à imputer
diagnosis-total = Total net

diagnosis-owing-title = Qui doit le plus
diagnosis-owing-words = Les clients qui doivent le plus ; la part en retard est dans une autre couleur.
diagnosis-owing-nobody = Personne ne doit rien à cette date.
diagnosis-owing-others = { $count ->
    [one] et { $count } autre client
   *[other] et { $count } autres clients
}
diagnosis-column-debtor = Client
diagnosis-column-owed = Doit
diagnosis-column-overdue = En retard
diagnosis-column-oldest = Plus ancien
diagnosis-column-delay = Paie en
diagnosis-column-trend = Tendance

diagnosis-delays-title = Délais de paiement
diagnosis-delays-paid = { $count ->
    [one] { $count } facture payée, dont { $late } après l’échéance.
   *[other] { $count } factures payées, dont { $late } après l’échéance.
}
diagnosis-delays-mean = Délai moyen, de la facture au paiement
diagnosis-delays-median = Délai médian
diagnosis-delays-weighted = Délai pondéré par les montants
diagnosis-delays-late = Retard moyen après l’échéance
diagnosis-delays-late-weighted = Retard pondéré par les montants

diagnosis-dso-title = DSO, en jours de ventes
diagnosis-dso-period = Sur { $days }, pour { $sales } de ventes TTC.
diagnosis-more-than = plus de { $days }

diagnosis-seasons-title = Saisons
diagnosis-seasons-words = Montants facturés par mois de l’année, toutes années réunies.
diagnosis-column-month = Mois
diagnosis-column-invoiced = Facturé
diagnosis-column-invoices = Factures

diagnosis-tail-title = Ce qui reste impayé
diagnosis-tail-words = Part des montants facturés encore impayée après un nombre de jours.

diagnosis-cost-title = Ce que coûtent les retards
diagnosis-cost-late = Factures payées ou restées en retard
diagnosis-cost-mean = Avance moyenne aux clients en retard
diagnosis-cost-financing = Financement de cette avance ({ $rate } par an)
diagnosis-cost-penalties = Pénalités légales exigibles ({ $rate }, taux au { $day })
diagnosis-cost-fees = Indemnités forfaitaires exigibles

diagnosis-foot = Page établie par Relance, logiciel libre de gestion des créances.
