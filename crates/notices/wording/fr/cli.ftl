# Les mots de la ligne de commande. Espaces ordinaires partout : la typographie française les remplace à la lecture.

cli-reading = Lecture
cli-problems = Dans le fichier
cli-problems-others = { $count ->
    [one] et { $count } autre remarque.
   *[other] et { $count } autres remarques.
}

cli-diagnosis-title = Diagnostic de { $file }
cli-diagnosis-file = { $lines } lignes, du { $first } au { $last }, dont { $customers } sur les comptes clients. Rien n’est conservé.
cli-diagnosis-nothing = Ce fichier ne permet aucun diagnostic.
cli-page-written = Page écrite : { $path }

cli-cautions = À savoir d’abord
cli-caution-no-sales = Aucune facture de vente avant cette date : ni DSO ni délai de paiement ne peuvent être calculés.
cli-caution-no-payments = Aucun règlement dans ce fichier : il ne dit pas comment les clients paient.
cli-caution-few-payments = { $count ->
    [one] { $count } facture payée seulement : c’est un cas, pas une habitude.
   *[other] { $count } factures payées seulement : ce sont des cas, pas des habitudes.
}
cli-caution-less-than-a-year = { $count ->
    [one] Les ventes couvrent { $count } jour : ni les saisons ni les habitudes ne s’y voient.
   *[other] Les ventes couvrent { $count } jours, moins d’un an : les saisons ne s’y voient pas.
}
cli-caution-old-ledger = { $count ->
    [one] Dernière vente { $count } jour avant cette date : la situation a pu changer depuis.
   *[other] Dernière vente { $count } jours avant cette date : la situation a pu changer depuis.
}
cli-caution-opening-balances = { $count ->
    [one] { $count } à-nouveau encore ouvert, sans sa vraie date : il est au moins aussi ancien qu’affiché.
   *[other] { $count } à-nouveaux encore ouverts, sans leur vraie date : ils sont au moins aussi anciens qu’affiché.
}
cli-caution-unallocated-credits = { $amount } de règlements et d’avoirs ne sont imputés à aucune facture : le retard réel est peut-être moindre.

cli-assumptions = Ce qui est supposé
cli-assumption-due-dates = { $count ->
    [one] Échéance à { $days } jours de la facture pour { $count } facture : un FEC ne donne pas les échéances (--terms pour changer).
   *[other] Échéance à { $days } jours de la facture pour { $count } factures : un FEC ne donne pas les échéances (--terms pour changer).
}
cli-assumption-lettering = Les délais vont jusqu’au lettrage, faute de règlements dans le fichier : les vrais sont égaux ou plus courts.
cli-assumption-settled-elsewhere = { $count ->
    [one] { $count } facture lettrée avec une écriture d’un autre exercice est tenue pour réglée.
   *[other] { $count } factures lettrées avec des écritures d’un autre exercice sont tenues pour réglées.
}
cli-assumption-vat = Les montants sont TTC, ventes comprises.

cli-owing = Qui doit, au { $day }
cli-owing-nobody = Personne ne doit rien à cette date.
cli-owing-others = { $count ->
    [one] et { $count } autre client, pour { $amount }.
   *[other] et { $count } autres clients, pour { $amount }.
}
cli-column-debtor = Client
cli-column-owed = Doit, EUR
cli-column-overdue = Échu, EUR
cli-column-credits = À imputer
cli-column-oldest = Retard

cli-aged = Balance âgée, EUR
cli-bucket-not-due = Non échu
cli-bucket-1-30 = 1 à 30 jours
cli-bucket-31-60 = 31 à 60 jours
cli-bucket-61-90 = 61 à 90 jours
cli-bucket-91-120 = 91 à 120 jours
cli-bucket-over-120 = Plus de 120 jours
cli-aged-gross = Total
cli-aged-unallocated = À imputer
cli-aged-net = Net
cli-aged-overdue = { $count ->
    [one] En retard : { $amount }, { $share } de l’encours, { $count } pièce.
   *[other] En retard : { $amount }, { $share } de l’encours, { $count } pièces.
}

cli-dso = DSO, en jours, sur { $days } jours et { $sales } de ventes TTC
cli-dso-gross = Brut
cli-dso-gross-means = encours ÷ ventes × jours
cli-dso-net = Net
cli-dso-net-means = le même, crédits à imputer déduits
cli-dso-count-back = Par épuisement
cli-dso-count-back-means = encours net absorbé mois par mois
cli-dso-best = Meilleur possible
cli-dso-best-means = si rien n’était en retard
cli-dso-delinquent = Dû au retard
cli-dso-delinquent-means = brut moins meilleur possible
cli-dso-undefined = — : pas d’encours net à cette date, donc pas de chiffre.
cli-dso-one-day = Un jour de DSO en moins libère { $amount }.

cli-delays = Délais de paiement
cli-delays-all = { $count ->
    [one] { $count } facture payée en { $mean } jours.
   *[other] { $count } factures payées en { $mean } jours en moyenne, { $median } en médiane, { $weighted } pondéré par les montants ; { $late } après l’échéance.
}
cli-delays-lettering = D’après les dates de lettrage.
cli-delays-others = { $count ->
    [one] et { $count } autre client qui paie plus tôt.
   *[other] et { $count } autres clients qui paient plus tôt.
}
cli-column-latest = Paient le plus tard
cli-column-paid = Payées
cli-column-mean = Délai moyen
cli-column-late = Retard pondéré
cli-column-trend = Tendance
cli-trend-slower = ralentit de { $days } j
cli-trend-faster = accélère de { $days } j
cli-trend-stable = stable

cli-seasons = Saisons
cli-column-month = Mois
cli-column-invoices = Factures
cli-column-billed = Facturé, EUR

cli-tail = Part des montants encore impayée
cli-tail-after = { $count ->
    [one] { $count } jour après la facture
   *[other] { $count } jours après la facture
}

cli-cost = Ce que coûtent les retards, sur toute la période
cli-cost-mean = Avance moyenne aux clients en retard
cli-cost-financing = Financement, à { $rate } l’an
cli-cost-penalties = Pénalités légales exigibles, à { $rate } (taux au { $day })
cli-cost-fees = { $count ->
    [one] Indemnité de recouvrement, { $count } facture × { $fee }
   *[other] Indemnités de recouvrement, { $count } factures × { $fee }
}
cli-cost-note = Pénalités de l’article L. 441-10 du code de commerce, au taux de ce jour sur toute la période : un ordre de grandeur, pas un décompte.
cli-cost-no-rate = Le taux légal de ce jour n’est pas connu de cette version : les pénalités ne sont pas calculées.

cli-import-dry = essai, rien n’est conservé
cli-import-duplicate = Déjà importé, sous le nom { $name } : rien n’a changé.
cli-import-kind-fec = comptabilité (FEC)
cli-import-kind-bank-statement = relevé bancaire
cli-import-kind-debtors = liste de clients
cli-import-kind-contacts = liste de contacts
cli-import-kind-invoices = liste de factures
cli-import-kind-payments = liste de règlements
cli-import-kind-payment-status = compte rendu de paiements
cli-import-kind-payment-order = ordre de paiement
cli-import-kind-announcements = annonces légales (BODACC)
cli-import-kind-messages = messages
cli-import-kind-e-invoice = facture électronique
cli-import-kind-life-cycle = statuts de factures électroniques
cli-import-says = Ce que dit le fichier
cli-import-as-of = Données arrêtées au { $day }
cli-import-debtors = Clients
cli-import-contacts = Contacts
cli-import-items = Pièces
cli-import-bank-entries = Lignes de relevé
cli-import-column-new = nouveaux
cli-import-column-changed = modifiés
cli-import-column-known = déjà connus
cli-import-allocations = { $count ->
    [one] { $count } imputation faite.
   *[other] { $count } imputations faites.
}
cli-import-waiting = { $count ->
    [one] { $count } encaissement attend une imputation : sa référence ne désigne aucune facture.
   *[other] { $count } encaissements attendent une imputation : leur référence ne désigne aucune facture.
}
cli-strategy-right = correct
cli-strategy-wrong = ce n’est pas un scénario
cli-strategy-advised = correct, avec des conseils
cli-strategy-same = Ils font la même chose.
cli-strategy-silent = (rien)
cli-strategy-steps = Étapes
cli-strategy-without-address = sans adresse : { $act }
cli-strategy-tone = ton { $level }
cli-strategy-floor = Rien ne part en dessous de { $sums }.
cli-strategy-ceiling = À partir de { $sums }, une personne confirme.
cli-strategy-limits = Au moins { $between } jours entre deux contacts, { $week } par semaine et { $month } par mois au plus.
cli-strategy-added = { $step } : nouvelle, en position { $place }
cli-strategy-removed = { $step } : supprimée
cli-strategy-moved = { $step } : déplacée en position { $place }
cli-import-nothing = Rien à reprendre dans ce fichier.
