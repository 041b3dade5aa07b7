# Le lettrage : pourquoi un encaissement est rapproché de telle ou telle facture, une phrase par raison.

cash-number-named = Le règlement porte le numéro { $number }.
cash-checked-reference = La référence structurée, dont la clé est juste, porte le numéro { $number }.
cash-known-account = Le compte est connu comme celui de { $name }.
cash-pays-in-full = Le montant est exactement celui qui reste dû.
cash-pays-the-sum = { $count ->
    [one] Le montant est exactement celui de la pièce citée.
   *[other] Le montant est exactement la somme des { $count } pièces citées.
}
cash-pays-one-instalment = Le montant est exactement celui d’une échéance de { $number }.
cash-pays-the-plan =
    { $count ->
        [one] Le montant est celui de la prochaine échéance du plan convenu.
       *[other] Le montant est celui des { $count } prochaines échéances du plan convenu.
    }
cash-pays-less = Il manque { $amount } par rapport à ce qui reste dû.
cash-pays-more = Il reste { $amount } une fois les pièces soldées.
cash-deducts-credit-note = L’avoir { $number } est déduit.
cash-number-too-plain = Le numéro { $number } est trop court pour prouver quelque chose à lui seul.
cash-several-debtors = Les numéros cités désignent plusieurs clients : { $names }.
cash-currency-differs = La pièce { $number } est dans une autre devise.
cash-already-settled = La pièce { $number } est déjà soldée : peut-être a-t-elle été payée deux fois.
cash-nothing-known = Rien ne désigne une pièce ni un client.
cash-number-shortened = Le numéro { $number } est cité sans son préfixe ou sans ses zéros.
cash-number-damaged = Le numéro { $number } est cité avec un signe erroné.
cash-in-named-range = Le numéro { $number } est dans l’intervalle cité.
cash-name-agrees = Le nom du payeur est celui de { $name }.
cash-name-is-like = Le nom du payeur, coupé, abrégé ou abîmé, ressemble surtout à celui de { $name }.
cash-known-payer-name = Ce nom de payeur a déjà été confirmé pour { $name }.
cash-paid-by-group = Le payeur, { $name }, est du même groupe.
cash-paid-by-another = Le nom du payeur est celui d’un autre client, { $name }.
cash-amount-agrees = { $count ->
    [one] Le montant est celui d’une pièce ouverte, et d’une seule.
   *[other] Le montant est celui de la pièce ; { $count } pièces ouvertes ont ce montant.
}
cash-sum-agrees = { $count ->
    [one] Le montant est celui d’une pièce ouverte, avoirs déduits.
   *[other] Le montant est la somme de { $count } pièces ouvertes.
}
cash-all-that-was-due = C’est tout ce qui était dû à cette date.
cash-oldest-first = Ce sont les pièces les plus anciennes.
cash-takes-discount = L’escompte convenu de { $amount } est déduit.
cash-bank-fees = Il manque { $amount }, sans doute des frais de banque.
cash-includes-fixed-sum = L’indemnité forfaitaire est comprise : { $amount }.
cash-others-fit-too = { $count ->
    [one] Une autre possibilité convient presque aussi bien.
   *[other] { $count } autres possibilités conviennent presque aussi bien.
}
cash-word-against = Le mot « { $word } » fait penser à autre chose qu’au règlement d’une facture.
cash-unknown-number = Un numéro qui ressemble aux vôtres ne correspond à aucune pièce ouverte.
cash-asked-to-look = Une personne veut voir chaque règlement de { $name }.

cash-decision-applied = lettrés
cash-decision-proposed = proposés
cash-decision-none = sans proposition
cash-column-count = règlements
cash-column-amount = montant
cash-title = { $payments } règlements, { $invoices } pièces ouvertes
cash-time = Rapprochés en { $milliseconds } ms.
cash-written = Décisions écrites dans { $file }.

told-format = Format
told-days = Écritures
told-from-to = du { $from } au { $to }
told-statement = Compte { $account }
told-account-unnamed = non nommé
told-balances = { $opening } → { $closing }
told-balances-add-up = { $opening } → { $closing }, équilibré
told-balances-differ = { $opening } → { $closing }, ne s’équilibre pas
told-no-balance = sans solde
told-invoices = Factures
told-open-invoices = Restant dues
told-credit-notes = Avoirs
told-payments = Règlements
told-opening-balances = À-nouveaux
told-other-debits = Autres débits
told-other-credits = Autres crédits
told-customers-debit = Comptes clients, débit
told-customers-credit = Comptes clients, crédit
told-customers-unlettered-debit = Non lettré, débit
told-customers-unlettered-credit = Non lettré, crédit
told-credits = Encaissements
told-debits = Décaissements
told-gross = Facturé TTC
told-prepaid = Acomptes versés
told-to-pay = Net à payer
told-payments-ordered = Paiements ordonnés
told-payments-refused = Paiements rejetés
told-debtors = Débiteurs
