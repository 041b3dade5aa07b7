# Les noms des choses du métier, en minuscules : ils entrent dans des phrases et des tableaux.

gate-master-switch = interrupteur général
gate-freshness = fraîcheur des données
gate-phase = phase du dossier
gate-debtor-hold = suspension du client
gate-items = état des factures
gate-amounts = plancher et plafond
gate-recipient = destinataire
gate-contact-budget = fréquence des contacts
gate-working-day = jours ouvrés
gate-approval = accord

channel-e-mail = e-mail
channel-sms = SMS
channel-letter = lettre
channel-registered-letter = lettre recommandée
channel-call = appel
channel-task = tâche interne
act-hand-over = transmission du dossier
act-credit-hold = suspension de l’encours
act-payment-before-delivery = livraison contre paiement
act-service-cut = interruption du service
act-price-change = révision des prix

kind-invoice = facture
kind-credit-note = avoir
kind-payment-on-account = versement à imputer
kind-charge = frais de retard

role-accounts-payable = comptabilité fournisseurs
role-buyer = acheteur
role-finance = direction financière
role-management = direction
role-other = autre contact

mode-observe = observation
mode-confirm = avec confirmation
mode-automatic = automatique

release-by-itself = part de lui-même
release-on-confirmation = attend une confirmation
release-by-hand = à faire par une personne
release-observed-only = montré, ne part pas

approval-automatic = automatique
approval-confirm = à confirmer
approval-manual = manuel

phase-amicable = amiable
phase-pre-litigation = précontentieux
phase-handed-over = chez une société de recouvrement
phase-litigation = contentieux
phase-insolvency = procédure collective
phase-deceased = décès

debtor-business = entreprise
debtor-consumer = particulier
debtor-public = acheteur public

language-french = français
language-english = anglais

dispute-price = prix ou remise
dispute-delivery = livraison ou quantité
dispute-quality = qualité
dispute-reference = référence ou numéro de commande manquant
dispute-not-owed = facture non due
dispute-already-paid = le client dit avoir payé
dispute-other = autre motif

hold-key-relation = relation suivie par une personne
hold-in-discussion = échange en cours
hold-debtor-said = réponse du client à examiner
hold-difficulty = difficulté passagère du client
hold-handed-over = confié à un tiers
hold-other = autre motif
hold-unreadable = suspension dont la saisie est illisible : à une personne de la vérifier

promise-kept = tenue
promise-partly-kept = tenue en partie
promise-broken = non tenue
promise-withdrawn = retirée

unconfirmed-never-sent = jamais envoyée
unconfirmed-delivery-failed = envoi non abouti
unconfirmed-rejected = rejetée par la plateforme
unconfirmed-refused = refusée par le client

unreachable-no-address = aucune coordonnée connue
unreachable-not-a-mobile = aucun numéro de mobile connu
unreachable-bounced = adresse qui ne répond plus
unreachable-came-back = le message de cette étape en est revenu
unreachable-refused = refus d’être contacté ainsi
unreachable-carrier-refused = envoi refusé par le transporteur

day-off-creditor = jour non travaillé chez nous
day-off-debtor = jour non travaillé chez le client

source-ledger = comptabilité
source-bank = banque

entry-step-by-step = étape par étape
entry-catch-up = à l’étape qui correspond au retard

trigger-on-due = le jour de l’échéance
trigger-before-due = { $count ->
    [one] { $count } jour avant l’échéance
   *[other] { $count } jours avant l’échéance
}
trigger-after-due = { $count ->
    [one] { $count } jour après l’échéance
   *[other] { $count } jours après l’échéance
}
trigger-after-issue = { $count ->
    [one] { $count } jour après la facture
   *[other] { $count } jours après la facture
}
trigger-after-delivery = { $count ->
    [one] { $count } jour après la livraison
   *[other] { $count } jours après la livraison
}
trigger-after-end-of-due-month = { $count ->
    [one] { $count } jour après la fin du mois d’échéance
   *[other] { $count } jours après la fin du mois d’échéance
}
trigger-after-step = { $count ->
    [one] { $count } jour après l’étape « { $step } »
   *[other] { $count } jours après l’étape « { $step } »
}
trigger-promise-broken = quand une promesse n’est pas tenue
trigger-dispute-closed = quand un litige est clos
trigger-before-instalment = { $count ->
    [one] { $count } jour avant une échéance de l’échéancier
   *[other] { $count } jours avant une échéance de l’échéancier
}
trigger-instalment-missed = quand une échéance de l’échéancier n’est pas réglée
trigger-plan-broken = quand l’échéancier prend fin faute de règlement

advice-out-of-order = L’étape « { $step } » vient avant celle qui la précède dans le fichier : remettez les étapes dans l’ordre des jours.
advice-tone-falls = Le ton baisse à l’étape « { $step } » : le client n’y comprendrait rien. Donnez-lui au moins le ton de l’étape précédente.
advice-tone-jumps = Le ton monte de plus d’un cran à l’étape « { $step } » : ajoutez une étape ou adoucissez celle-ci.
advice-after-pre-litigation = L’étape « { $step } » vient après une étape du précontentieux et serait toujours passée. Donnez-lui `phase = "pre-litigation"`, ou placez-la avant.
advice-letters-only = Rien que des lettres : un e-mail ou un appel coûte moins et obtient davantage.
advice-ends-in-silence = Le scénario se termine sans appel, sans tâche et sans transmission : ajoutez une étape confiée à une personne.
advice-nothing-before-due = Rien avant l’échéance : un message prévenant quelques jours avant évite oublis et litiges tardifs.

advice-numbered-reminder = « { $words } » compte les relances : le client sait alors qu’il en viendra d’autres. Retirez le numéro.
advice-accusation = « { $words } » accuse : dites le fait (la somme, la date) et demandez la raison.
advice-threat = « { $words } » menace : annoncez simplement l’étape suivante et la date jusqu’à laquelle elle s’évite.
template-problem-tag = une balise est mal écrite ({ $words })
template-problem-variable = rien ne s’appelle « { $variable } » : prenez un nom dans la liste des variables
template-problem-value = une variable n’a pas de valeur ici pour certains clients ; écrivez {"{% if variable %}…{% endif %}"} autour : { $words }
template-problem-block = {"{{ "}{ $block }{" }}"} est seul sur sa ligne, avec une ligne vide avant et après
template-problem-statement = un message montre de quoi il parle : ajoutez une ligne {"{{ statement }}"}
template-problem-subject = l’objet est vide une fois rempli
advice-no-payment-date = Le texte ne demande pas de date de règlement : ajoutez par exemple « À quelle date pouvons-nous compter sur votre règlement ? ».

invoice-count = { $count ->
    [one] { $count } facture
   *[other] { $count } factures
}
