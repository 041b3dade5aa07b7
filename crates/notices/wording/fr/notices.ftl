# Les mots des messages eux-mêmes : relevé, appel, signature, pénalités.

salutation-named = Bonjour { $name },
salutation-unnamed = Madame, Monsieur,

invoices-one = la facture { $references }
invoices-many = les factures { $references }
invoices-mixed = les sommes détaillées ci-dessous
of-invoices-one = de la facture { $references }
of-invoices-many = des factures { $references }
of-invoices-mixed = des sommes détaillées ci-dessous
item-with-instalment = { $reference } (échéance { $instalment })
charge-of = Frais de retard, { $reference }

statement-title = Relevé de compte au { $day }
statement-sheet = Relevé
statement-kind = Nature
statement-days-late = Jours de retard
statement-currency = Devise
statement-note = Remarque
statement-file = releve-de-compte
statement-reference = Facture
statement-issued = Date
statement-due = Échéance
statement-late = Retard
statement-amount = Montant
statement-open = Reste dû
statement-issued-on = du { $day }
statement-late-by = { $days } de retard
statement-disputed = dont { $amount } contestés, mis de côté
statement-awarded = dont { $amount } : notre avoir à la suite du litige
statement-more = { $count ->
    [one] et { $count } autre ligne
   *[other] et { $count } autres lignes
}
total-open = Total des lignes ci-dessus
total-credits = Avoirs et versements déduits
total-disputed = Part contestée, mise de côté
total-awarded = Notre avoir à la suite du litige
total-promised = Règlements déjà promis
total-planned = Autres échéances et parts suivies à part
total-asked = À régler

others-title = Pour information, autres lignes de votre compte
other-to-come = à échoir le { $day }
other-late = échue le { $day }
other-disputed = contestée, mise de côté
other-awarded = couverte par notre avoir à la suite du litige
other-promised = règlement promis pour le { $day }
other-planned = réglée par échéancier, prochaine échéance le { $day }
other-credit-note = avoir à votre disposition
other-payment = versement à imputer

payment-title = Pour régler par virement
payment-holder = Titulaire
payment-iban = IBAN
payment-bic = BIC
payment-reference = Référence à indiquer
payment-amount = Montant
payment-code = À lire avec l’application de votre banque

late-charges-note = Pour information, les pénalités de retard qui pourraient être appliquées à ce jour s’élèvent à { $interest } (taux annuel de { $rate }), et l’indemnité forfaitaire pour frais de recouvrement à { $fixed } ({ $basis }). Elles ne sont pas comprises dans les sommes ci-dessus.
late-interest-note = Pour information, les intérêts de retard qui pourraient être appliqués à ce jour s’élèvent à { $interest } (taux annuel de { $rate } ; { $basis }). Ils ne sont pas compris dans les sommes ci-dessus.

basis-french-commerce = article L441-10 du Code de commerce
basis-french-public-order = articles L2192-13 et R2192-31 du Code de la commande publique
basis-european = loi nationale prise pour la directive 2011/7/UE
basis-british = Late Payment of Commercial Debts (Interest) Act 1998
basis-contract = nos conditions contractuelles
basis-national = loi applicable

late-terms-french-commerce = la loi prévoit des pénalités au taux de refinancement de la BCE majoré de 10 points et une indemnité forfaitaire de recouvrement de 40 € par facture (article L441-10 du Code de commerce)
late-terms-french-public-order = la loi prévoit des intérêts au taux de refinancement de la BCE majoré de 8 points et une indemnité forfaitaire de 40 € (Code de la commande publique)
late-terms-european = la loi prévoit des intérêts de retard et une indemnité forfaitaire de recouvrement
late-terms-british = la loi prévoit des intérêts de retard et une indemnité forfaitaire (Late Payment of Commercial Debts (Interest) Act 1998)
late-terms-contract = nos conditions contractuelles prévoient des pénalités de retard
late-terms-national = la loi prévoit des intérêts de retard

letter-place-and-day = { $place }, le { $day }
letter-day = Le { $day }
letter-registered = Lettre recommandée avec avis de réception
letter-subject = Objet : { $subject }
letter-account = Votre compte : { $account }
letter-page = Page

posting-title = Bordereau de dépôt du { $day }
posting-sum = { $count ->
    [one] { $count } lettre, dans l’ordre d’impression.
   *[other] { $count } lettres, dans l’ordre d’impression.
}
posting-number = N°
posting-account = Compte
posting-addressee = Destinataire
posting-kind = Nature
posting-post-number = Numéro d’envoi
letters-file-name = lettres
