# Pourquoi une action n’a pas été faite, et quoi changer. Sans majuscule ni point final : la page les met,
# la ligne de commande non. Une phrase ne commence jamais par une valeur.

refusal-charges-to-come = les frais de retard se réclament jusqu’à aujourd’hui, pas pour des jours à venir
refusal-no-statutory-charges = aucun texte connu ici ne donne de frais de retard pour ce type de client ({ $country }) : prévoyez-les par contrat
refusal-rate-unknown = il manque { $reference ->
    [ecb-refinancing] le taux de refinancement de la BCE
    [french-legal-interest] le taux de l’intérêt légal français
    [german-base] le taux de base allemand (Basiszinssatz)
    [bank-of-england] le taux de la Banque d’Angleterre
   *[other] un taux de référence
} au { $day } : mettez le logiciel à jour avant de réclamer les frais de retard
refusal-charges-not-computed = les frais de retard ne peuvent pas être calculés : les montants de cette créance sont en plusieurs devises ou trop grands

refusal-iban-mistyped = l’IBAN { $iban } est mal saisi : sa clé de contrôle ne correspond pas ; recopiez-le depuis le RIB de la banque
refusal-profile-unreadable = les réglages de { $company } ne peuvent pas être lus : { $words }
refusal-profile-not-kept = les réglages de la société n’ont pas pu être enregistrés : { $words }
refusal-company-without-name = donnez un nom à la société

refusal-credit-of-another = un avoir ou un versement s’impute sur des créances du même client, dans la même devise
refusal-more-than-the-credit = on peut imputer ici { $most } au plus
refusal-nothing-open = ce poste est déjà soldé
refusal-parts-not-the-line = les parts doivent faire { $amount } en tout, chacune au-dessus de zéro, et ne pas payer plus que leur montant
refusal-proposal-gone = les comptes ont bougé et cette proposition ne vaut plus ; relancez les propositions puis choisissez
refusal-credit-dealt-with = cet encaissement a été traité entre-temps ; rechargez la page
refusal-credit-waits = cet encaissement attend déjà : il n’y a rien à annuler
refusal-token-without-name = donnez le nom du programme qui utilisera ce jeton
refusal-merge-with-itself = choisissez le client qui reste et au moins un autre à lui réunir
refusal-merged-accounts-settled = des paiements de l’un ont réglé des factures de l’autre depuis la réunion ; annulez d’abord ces imputations
refusal-number-changed-meanwhile = ce numéro a changé entre-temps ; regardez de nouveau la liste

refusal-promise-in-the-past = une promesse de paiement porte sur aujourd’hui ou sur un jour à venir
refusal-promise-of-nothing = choisissez au moins une ligne sur laquelle porte la promesse
refusal-already-promised = { $item } est déjà promise pour le { $day } : retirez cette promesse avant d’en noter une autre
refusal-plan-of-nothing = choisissez au moins une ligne à régler par échéancier
refusal-plan-of-two-currencies = un échéancier porte sur une seule devise : faites-en un par devise
refusal-plan-instalments = un échéancier a de une à { $most } échéances, chacune avec un montant
refusal-plan-sum = les échéances font { $planned } et les lignes choisies { $claim } : corrigez un montant pour que les deux soient égaux
refusal-plan-days = la date du { $day } n’est pas à sa place : chaque échéance vient après la précédente, et la première n’est pas passée
refusal-already-under-plan = { $item } est déjà réglée par un échéancier : mettez fin à celui-ci d’abord
refusal-dispute-settled = ce litige est déjà réglé : ouvrez-en un autre si le client conteste de nouveau
refusal-dispute-answer-past = la date de réponse est passée : choisissez aujourd’hui ou plus tard
refusal-dispute-credit-unfounded = un litige non fondé n’appelle pas d’avoir : dites qu’il est fondé, ou proposez un geste commercial
refusal-dispute-nothing-said = écrivez d’abord quelques mots
refusal-evidence-empty = le fichier est vide : choisissez-en un autre
refusal-evidence-too-large = le fichier dépasse { $most } Mo : envoyez-en un plus petit, ou seulement les pages utiles
refusal-gesture-waits = un autre geste commercial attend une approbation : faites-le trancher d’abord
refusal-part-not-open = le montant doit être supérieur à zéro et de { $open } au plus
refusal-hold-ended = une suspension prend fin aujourd’hui ou plus tard
refusal-reply-without-words = écrivez en quelques mots ce que le client a répondu

refusal-not-an-address = l’adresse e-mail « { $address } » n’est pas valable : écrivez-la comme nom@societe.example
refusal-no-way-to-reach = donnez une adresse e-mail ou un numéro de téléphone
refusal-message-without-words = donnez un objet et un texte
refusal-contact-takes-no-mail = ce contact ne peut pas être joint par e-mail : corrigez son adresse ou choisissez-en un autre
refusal-message-written-already = ce formulaire a déjà servi : ouvrez un nouveau message pour écrire autre chose
refusal-nothing-leaves = rien ne part en ce moment : passez en confirmation (Réglages, Mode) ou rallumez les envois

refusal-no-longer-to-confirm = ce message n’attend plus de confirmation : rechargez la page
refusal-already-left = ce message est déjà parti, ou a déjà été retiré
refusal-sent-by-machine = c’est le logiciel qui envoie ce message : confirmez-le ou retirez-le
refusal-already-done = cette action a déjà été faite ou retirée : rechargez la page
refusal-fate-known = on sait déjà ce que ce message est devenu

refusal-group-of-groups = un groupe n’a qu’un niveau : le client qui parle pour les autres ne peut appartenir à un groupe, ni se représenter lui-même
refusal-nobody-signs = aucun message ne peut partir sans expéditeur : donnez son nom et son adresse e-mail sur la page « Qui signe »
refusal-sender-without-address = l’expéditeur « { $sender } » n’a pas d’adresse e-mail : donnez-lui-en une dans les réglages de la société
refusal-template-name = le nom d’un texte se compose de minuscules, de chiffres et de tirets, 60 au plus : « second-rappel », par exemple
refusal-template-kind = un texte d’une autre sorte est livré sous ce nom : donnez-en un autre
refusal-template-long = le texte dépasse { $most } caractères : personne ne lit un tel message jusqu’au bout
refusal-template-subject = l’objet ne peut pas servir : { $words }
refusal-template-line = la ligne { $line } du texte ne peut pas servir : { $words }
refusal-template-used = l’étape « { $step } » de « { $strategy } » dit ce texte, et aucun n’est livré à sa place : changez d’abord l’étape
refusal-template-missing = il n’y a pas de modèle « { $template } » en { $language ->
    [en] anglais
   *[fr] français
} : ajoutez-le, ou changez l’étape qui le nomme
refusal-template-faulty = le modèle de ce message comporte une erreur : { $words }
refusal-item-gone = ce message porte sur le poste { $item }, qui n’est plus au compte : relancez la journée
refusal-nothing-asked = ce message ne réclame plus rien : relancez la journée

refusal-carrier-missing = aucun transporteur n’est configuré pour ce type de message ({ $channel })
refusal-contested-promised = ce qui est contesté en entier ne se promet pas : notez le montant contesté d’une seule ligne, ou retirez la date
refusal-call-without-reason = vous avez eu quelqu’un : dites pourquoi les factures ne sont pas payées
refusal-press-missing = le programme qui imprime les lettres n’est pas là : il est fait avec « cargo build -p letters », une fois, et se place à côté du programme relance
refusal-letter-forgotten = la lettre est partie et son texte n’est plus conservé ; une nouvelle impression ne serait pas ce qui a été posté
refusal-press-failed = les lettres n’ont pas été imprimées : { $words }
refusal-no-posting-service = aucun prestataire ne poste de lettres ici : décrivez-en un dans `[letters]` de la configuration, ou postez-les vous-même
refusal-letters-not-taken = { $left ->
    [one] le prestataire n’a pas pris la lettre à { $debtor } : { $words }. Elle reste sur la pile ; prises : { $taken }
   *[other] le prestataire n’a pas pris { $left } lettres, dont celle à { $debtor } : { $words }. Elles restent sur la pile ; prises : { $taken }
}
refusal-letter-posted-before = une lettre décidée le { $decided } ne peut pas avoir été postée le { $posted }
refusal-no-letter = aucune lettre à poster n’est choisie
refusal-letter-without-address = { $debtor } n’a pas d’adresse postale complète : ajoutez le code postal et la ville dans ses coordonnées
refusal-carrier-losing = le transporteur a laissé { $count ->
    [one] { $count } message
   *[other] { $count } messages de suite
} sans réponse : les autres attendent une heure ; vérifiez le serveur de messagerie avec « relance check »
refusal-message-not-ready = le message pour { $debtor } n’a pas pu être préparé : { $cause }
refusal-hindered = cela n’a pas pu se faire : { $words }

refusal-strategy-unreadable = cette version du logiciel ne sait pas lire le scénario « { $strategy } » : { $words }
refusal-no-strategy = aucun scénario « { $strategy } » n’est publié : publiez-en un avant de lancer la journée
refusal-strategy-faulty = le scénario comporte une erreur et n’est pas publié : { $words }
refusal-not-today = une journée ne se lance pour de bon que le jour même, et nous sommes le { $today } : pour le { $wanted }, faites un essai à blanc

refusal-account-exists = il y a déjà un compte pour { $email }
refusal-wrong-sign-in = l’adresse e-mail ou le mot de passe est incorrect
refusal-link-spent = ce lien a déjà servi ou n’est plus valable : demandez-en un autre
refusal-password-too-short = un mot de passe compte au moins { $least } caractères
refusal-password-not-kept = le mot de passe n’a pas pu être enregistré : { $words }
refusal-no-random-numbers = cette machine ne fournit pas de nombres aléatoires : { $words }

refusal-not-a-list = ce fichier n’est pas une liste
refusal-table-of-what = le fichier { $file } est un tableau, mais ses colonnes ne disent pas de quoi : choisissez clients, contacts, factures ou paiements
refusal-format-not-read = le fichier { $file } est { $format ->
    [empty] vide
    [binary] d’un format inconnu
   *[other] au format { $format }
} : envoyez une comptabilité (FEC), un relevé de banque (camt, CFONB, MT940, OFX, QIF, tableau), une facture électronique ou une liste (CSV, XLSX, XLS, ODS)
refusal-file-unreadable = { $file } ne peut pas être lu : { $words } ; vérifiez que le fichier est là et que le programme a le droit de le lire
refusal-reading-stopped = la lecture du fichier s’est interrompue : { $words }
refusal-report-not-kept = le compte rendu de l’import n’a pas pu être enregistré : { $words }

refusal-segment-without-name = donnez un nom au segment
refusal-segment-name-taken = un segment s’appelle déjà { $name } : donnez un autre nom
refusal-condition-faulty = la condition ne peut pas être lue, { $words }
refusal-not-administrator = seul un administrateur peut le faire
refusal-last-administrator = une société garde au moins un administrateur : nommez-en un autre d’abord
refusal-works-here = cette personne travaille déjà ici
refusal-works-elsewhere = cette personne travaille aussi pour une autre société : elle seule, ou l’exploitant, peut faire un nouveau lien (relance user link)
refusal-password-wrong = le mot de passe actuel n’est pas celui-là
refusal-person-without-name = écrivez un nom
refusal-setting-siren = le SIREN { $siren } comporte une erreur de saisie : sa clé ne concorde pas
refusal-setting-hours = la première heure d’envoi doit précéder la dernière : 08:30 et 18:00, par exemple
refusal-setting-limits = il faut au moins un contact par semaine et par mois, et un écart entre contacts qui ne soit pas négatif
refusal-setting-days = { $setting ->
    [dispute_days] délai de réponse aux litiges
    [message_days] durée de conservation du texte des messages
    [hold_days] durée d’une suspension
    [promise_tolerance_days] grâce après une promesse
    [ledger_days_limit] âge de la comptabilité
    [bank_days_limit] âge de la banque
   *[other] jours entre deux contacts
} : un nombre de jours, de 0 à { $most }
refusal-setting-rate = { $setting ->
    [penalty_percent] taux de pénalité
   *[other] coût de l’argent
} : un taux annuel, de 0 à 100 %
refusal-setting-recovery-sum = l’indemnité de recouvrement n’est pas négative, et va avec un taux de pénalité
refusal-setting-time-zone = le fuseau horaire { $zone } n’existe pas : écrivez par exemple Europe/Paris
refusal-setting-text-sender = l’expéditeur de SMS « { $sender } » ne convient pas : écrivez un nom de 11 lettres et chiffres au plus, sans accent, ou un numéro comme +33612345678
refusal-setting-country = { $code } n’est pas le code d’un pays : deux lettres, comme FR
refusal-alert-without-name = donnez un nom à l’alerte
refusal-alert-name-taken = une autre alerte s’appelle déjà « { $name } »
refusal-campaign-without-name = donnez un nom à la campagne
refusal-campaign-name-taken = une autre campagne s’appelle « { $name } » : donnez un autre nom à celle-ci
refusal-campaign-way = une campagne part par e-mail, par SMS, par courrier ou par téléphone
refusal-campaign-first-day = le premier jour de la campagne est passé : choisissez aujourd’hui ou un jour à venir
refusal-campaign-last-day = le dernier jour d’une campagne est le premier ou un jour suivant, { $most } jours plus tard au plus
refusal-campaign-quiet-days = les jours de silence vont de 0 à { $most }
refusal-campaign-without-words = une campagne a besoin d’un objet et d’un texte, dans une langue au moins ; une langue commencée a besoin des deux
refusal-campaign-subject = l’objet ({ $language }) ne peut pas servir : { $words }
refusal-campaign-words = le texte ({ $language }), ligne { $line }, ne peut pas servir : { $words }
refusal-campaign-nobody = en l’état, la campagne ne parlerait à personne
refusal-campaign-list-moved = le texte ou les clients de la campagne ont changé depuis votre lecture : relisez, puis approuvez
refusal-campaign-no-draft = la campagne a été approuvée ou arrêtée : elle ne peut plus être modifiée
refusal-campaign-no-draft-to-start = choisissez le brouillon de la campagne que l’alerte doit lancer ; une campagne approuvée ou jetée n’en est plus un
refusal-phase-by-referral = un dossier est dans cette phase tant qu’un tiers l’a en main : transmettez-le depuis la page du client
refusal-phase-with-others = un tiers a ce dossier en main : mettez d’abord fin à la transmission
refusal-phase-nothing-overdue = rien n’est échu chez ce client : il n’y a rien à préparer pour le contentieux
refusal-phase-day = la publication est encore à venir ({ $day }) : indiquez un jour passé
refusal-phase-for-administrators = un tiers a ce dossier en main : seul un administrateur promet ou convient de quelque chose à son sujet
refusal-referral-to-nobody = dites à qui le dossier est confié
refusal-referral-of-nothing = choisissez au moins une facture ouverte
refusal-referral-elsewhere = { $item } est déjà entre d’autres mains
refusal-referral-day = le { $day } est à venir : écrivez un jour passé ou aujourd’hui
refusal-referral-fee = la part qu’ils gardent va de 0 à 100 pour cent
refusal-referral-nothing-said = écrivez ce qu’ils disent ou ont fait
refusal-referral-amount = des honoraires ou des frais ont un montant supérieur à zéro, le reste n’en a pas
refusal-referral-ended = le dossier est déjà revenu
refusal-sanction-reason = dites pourquoi : l’équipe le lira
refusal-sanction-of-nothing = rien d’échu et de non contesté ne justifie une mesure
refusal-sanction-goes-on = cette mesure est déjà proposée, annoncée ou en vigueur pour ce client
refusal-sanction-answered = quelqu’un a déjà répondu à cette proposition, ou la mesure est levée
refusal-sanction-proceedings = une procédure collective est ouverte : les contrats en cours se poursuivent malgré les impayés antérieurs (C. com. L622-13) ; seule la livraison contre paiement reste possible
refusal-sanction-consumer-price = le prix d’un consommateur ne se change pas d’un seul côté (C. conso. R212-1)
refusal-sanction-winter = l’énergie d’une résidence principale ne se coupe pas du 1er novembre au 31 mars (CASF L115-3)
refusal-sanction-water = l’eau d’une résidence principale ne se coupe pas (CASF L115-3)
