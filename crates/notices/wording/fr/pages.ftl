# Les mots des pages. Espaces ordinaires partout : la typographie française les remplace à la lecture.

nav-dashboard = Tableau de bord
nav-debtors = Clients
nav-departures = Départs
nav-imports = Imports

frame-skip = Aller au contenu
frame-company = Société
frame-choose = Choisir
frame-menu = Menu principal
frame-waiting = en attente
frame-sign-out = Se déconnecter
frame-stopped = Tous les envois sont arrêtés depuis le { $since }. Rien ne part tant qu’ils ne sont pas rétablis.
frame-switch-on = Rétablir les envois
frame-upgraded = Le logiciel a été mis à jour le { $since }. Les envois automatiques attendent votre accord.
frame-upgrade-confirm = Reprendre les envois
frame-keys = Clavier
frame-key-search = Chercher
frame-key-move = Ligne suivante, ligne précédente
frame-key-receipt = Encaissement : accepter, imputer autrement, écarter
frame-key-help = Ces touches
frame-key-close = Fermer
frame-mode-observe = Observation : rien ne part
frame-mode-confirm = Avec confirmation
frame-mode-automatic = Automatique

sign-in-title = Connexion
sign-in-lead = Suivez vos factures, de l’échéance au paiement.
sign-in-email = Adresse e-mail
sign-in-password = Mot de passe
sign-in-act = Se connecter
sign-in-wrong = Adresse ou mot de passe inexact. Vérifiez-les et recommencez.
sign-in-too-often = Trop d’essais. Attendez { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
} avant de recommencer.
sign-in-link-spent = Ce lien a déjà servi ou n’est plus valable. Connectez-vous avec votre mot de passe, ou demandez un nouveau lien.

setup-title = Bienvenue
setup-lead = Créez votre société et votre compte. Rien ne partira : l’installation commence en observation.
setup-company = Votre société
setup-company-name = Nom de la société
setup-siren = SIREN
setup-siren-hint = 9 chiffres. Facultatif.
setup-siren-wrong = Ce SIREN n’est pas valable : il faut 9 chiffres, dont le dernier vérifie les autres. Laissez le champ vide si vous ne l’avez pas.
setup-language = Langue
setup-person = Vous
setup-person-name = Nom
setup-password-hint = Au moins 12 caractères ; une phrase que vous seul connaissez convient très bien.
setup-password-short = Ce mot de passe est trop court : il faut au moins 12 caractères.
setup-password-weak = Ce mot de passe se devine trop vite. Ajoutez des mots sans rapport entre eux, et évitez votre nom et celui de la société.
setup-email-wrong = Cette adresse e-mail est incomplète : écrivez-la sous la forme nom@societe.fr.
setup-name-missing = Indiquez votre nom et celui de la société.
setup-act = Commencer

failure-home = Revenir au tableau de bord
failure-number = Référence de l’incident :
failure-not-found-title = Page introuvable
failure-not-found = Cette page n’existe pas, ou vous n’y avez pas accès.
failure-forbidden-title = Action refusée
failure-forbidden = La demande ne vient pas d’une page de ce site, ou vous n’avez pas ce droit. Rechargez la page et recommencez.
failure-too-large-title = Fichier trop gros
failure-too-large = Le fichier dépasse la taille admise par cette installation. Importez-le en ligne de commande avec « relance import », qui n’a pas de limite.
failure-bad-title = Demande incomprise
failure-bad = Un champ manque ou n’a pas la forme attendue. Revenez en arrière et vérifiez le formulaire.
failure-broken-title = Quelque chose n’a pas fonctionné
failure-broken = Rien n’a été enregistré. Recommencez ; si cela se répète, transmettez la référence ci-dessous à la personne qui administre l’installation.
failure-busy-title = Trop d’essais
failure-busy = Attendez quelques minutes, puis recommencez.

flash-setup = Tout est prêt. Importez maintenant votre comptabilité.
flash-promise-taken = Promesse enregistrée. La part promise n’est plus relancée jusqu’à sa date.
flash-promise-withdrawn = Promesse retirée.
flash-dispute-opened = Litige enregistré. La part contestée n’est plus relancée.
flash-hold-placed = Suspension enregistrée.
flash-hold-lifted = Suspension levée.
flash-reply-noted = Réponse notée. Rien ne part tant qu’elle n’est pas traitée.
flash-reply-handled = Réponse traitée.
flash-contact-added = Contact ajouté.
flash-contact-corrected = Contact corrigé.
flash-contact-removed = Contact retiré.
flash-charges-claimed = { $count ->
    [one] { $count } ligne de frais de retard constatée.
   *[other] { $count } lignes de frais de retard constatées.
}
flash-confirmed = Message confirmé.
flash-confirmed-all = { $count ->
    [one] { $count } message confirmé.
   *[other] { $count } messages confirmés.
}
flash-withdrawn = Message retiré : il ne partira pas.
flash-done = C’est noté. La suite est recalculée.
flash-fate-settled = Votre décision est enregistrée.
signature-title = Qui signe
signature-lead = L’expéditeur des messages, et le compte sur lequel vos clients paient.
signature-optional = Facultatif, mais aucun message ne peut partir sans expéditeur, et sans IBAN vos clients ne savent pas où payer. Vous pourrez y revenir : « Changer de mode », puis « Qui signe ».
signature-sender = Expéditeur
signature-sender-hint = Une personne ou un service qui existe : « Service comptabilité ».
signature-email = Adresse e-mail de l’expéditeur
signature-email-hint = Les réponses de vos clients y arrivent.
signature-iban-hint = Il figure dans chaque message.
signature-texts = Nom affiché pour les SMS
signature-texts-hint = 11 lettres et chiffres au plus, ou un numéro auquel on peut répondre. Vide : celui de l’installation.
signature-texts-wrong = L’expéditeur des SMS est un nom de 11 lettres et chiffres au plus, sans accent, ou un numéro comme +33612345678.
signature-half = Un expéditeur a un nom et une adresse e-mail : donnez les deux, ou laissez les deux vides.
signature-email-wrong = L’adresse de l’expéditeur est incomplète : écrivez-la sous la forme nom@societe.fr.
signature-iban-wrong = Cet IBAN comporte une erreur de saisie : ses chiffres de contrôle ne concordent pas.
signature-act = Enregistrer
flash-signature-kept = L’expéditeur et le compte sont enregistrés.
flash-mode-set = Le mode a changé.
flash-mode-risk = Cochez d’abord la case : vous avez vu ce qui partirait aujourd’hui.
flash-switched-off = Tous les envois sont arrêtés.
flash-switched-on = Les envois sont rétablis.
flash-upgrade-confirmed = Les envois automatiques reprennent.
flash-day-run = Journée décidée : { $decided } comptes examinés, { $planned } actions prévues, { $withdrawn } retirées.
flash-day-run-problems = { $count ->
    [one] { $count } compte n’a pas pu être décidé ; son motif est au journal.
   *[other] { $count } comptes n’ont pas pu être décidés ; leur motif est au journal.
}
flash-sent = Envoi terminé : { $sent } partis, { $refused } refusés, { $later } à réessayer, { $unknown } au sort inconnu, { $withdrawn } retirés.
flash-sent-none = Rien n’est parti : aucun message n’était prêt.
flash-nothing-ticked = Cochez d’abord dans le relevé les lignes que la promesse concerne.
flash-amount-wrong = Le montant « { $found } » ne se lit pas. Écrivez par exemple 1 234,56.
flash-amount-one = Un montant partiel se promet pour une seule ligne à la fois.
flash-day-wrong = La date « { $found } » ne se lit pas. Écrivez-la sous la forme AAAA-MM-JJ.
flash-number-wrong = « { $found } » n’est pas un nombre de jours utilisable ici.
flash-sender-wrong = Un signataire a besoin d’un nom et d’une adresse e-mail.
flash-sender-kept = Le signataire est enregistré.
flash-sender-last = Il faut quelqu’un pour signer : ajoutez d’abord un autre.
flash-sender-removed = Le signataire est retiré.
flash-percent-wrong = « { $found } » n’est pas un pourcentage. Écrivez 15 ou 12,5.
flash-referral-opened = Le dossier est confié. Plus rien ne part de chez nous à ce sujet.
flash-referral-noted = Noté.
flash-referral-ended = Le dossier est revenu.
flash-campaign-kept = La campagne est enregistrée en brouillon. Rien ne part avant son approbation.
flash-campaign-approved = La campagne est approuvée.
flash-campaign-ended = La campagne est arrêtée.
flash-refused = { $words }

dashboard-outstanding = Encours
dashboard-overdue = Échu
dashboard-overdue-share = { $share } de l’encours
dashboard-dso = DSO
dashboard-dso-hint = Solde net ÷ facturé TTC des { $days } derniers jours × { $days }
dashboard-dso-none = Trop peu de factures sur la période récente
dashboard-waiting = À confirmer
dashboard-waiting-hint = { $count ->
    [one] { $count } tâche à faire
   *[other] { $count } tâches à faire
}
dashboard-orphans = Factures sans suite
dashboard-orphans-some = Échues et pas encore examinées. Décidez la journée : chacune aura une étape ou un motif d’attente.
dashboard-orphans-hint = Échues, sans prochaine étape ni motif d’attente : il ne doit pas y en avoir.
dashboard-aged = Balance âgée
dashboard-aged-hint = Par retard et par devise, avoirs à part
dashboard-chart-summary = Encours de { $total }, dont { $overdue } échus.
dashboard-currency = Devise
dashboard-bucket-not-due = Non échu
dashboard-bucket-days = { $from }–{ $to } j
dashboard-bucket-over = Plus de { $days } j
dashboard-credits = Avoirs
dashboard-total = Solde net
dashboard-data = Fraîcheur des données
dashboard-ledger = Comptabilité
dashboard-bank = Banque
dashboard-as-of = Complète jusqu’au { $day }
dashboard-as-of-days = Complète jusqu’au { $day } (il y a { $days })
dashboard-never = Rien d’importé
dashboard-left-today = Parti aujourd’hui
dashboard-left-none = Rien n’est parti aujourd’hui.
dashboard-top = Qui doit le plus
dashboard-top-all = Tous les clients avec un encours
dashboard-top-none = Aucun client ne doit rien.
dashboard-empty-title = Commencez par votre comptabilité
dashboard-empty = Importez un FEC ou une liste de factures : les encours, les retards et la première journée de relance se calculent aussitôt. Rien ne part sans votre accord.
dashboard-empty-act = Importer un fichier

debtors-count = { $count ->
    [one] { $count } client
   *[other] { $count } clients
}
debtors-search = Nom, compte, SIREN ou numéro de facture
debtors-search-act = Chercher
debtors-sort = Trier par
debtors-sort-overdue = Échu, du plus grand
debtors-sort-outstanding = Encours, du plus grand
debtors-sort-oldest = Retard, du plus ancien
debtors-sort-name = Nom
debtors-filters = Filtres
debtors-filter-all = Tous
debtors-filter-overdue = En retard
debtors-filter-disputed = En litige
debtors-filter-promised = Avec promesse
debtors-filter-held = Suspendus
debtors-filter-open = Avec un encours
debtors-filter-replied = Réponse à traiter
debtors-filter-without-contact = Sans contact
debtors-name = Client
debtors-overdue = Échu
debtors-outstanding = Encours
debtors-oldest = Retard
debtors-last-contact = Dernier contact
debtors-next = Prochaine étape
debtors-state = État
debtors-none = Aucun client à montrer. Changez la recherche ou le filtre, ou importez votre comptabilité.
debtors-pages = Pages
debtors-page = Page { $page } sur { $pages }
debtors-earlier = Précédents
debtors-later = Suivants
debtors-never = jamais

state-overdue = en retard
state-not-due = à échoir
state-settled = soldé
state-credit = crédit à imputer
state-disputed = en litige
state-disputed-part = { $amount } en litige
state-promised = promis
state-held = suspendu
state-replied = réponse à traiter
state-without-contact = sans contact
state-unknown = envoi au sort inconnu
state-covered = couvert
state-paid = payé

debtor-siren = SIREN
state-claim-to-file = Créance à déclarer au plus tard le { $day }
debtor-document-pdf = facture PDF
debtor-document-xml = facture XML
debtor-key = Compte
debtor-phase = Phase
debtor-mean-delay = Retard moyen
debtor-mean-delay-hint = { $count ->
    [one] sur { $count } facture payée en 12 mois
   *[other] sur { $count } factures payées en 12 mois
}
debtor-strategy = Scénario
debtor-next = Prochaine étape
debtor-next-none = Aucune
debtor-next-looked-at = nouvel examen le { $day }
debtor-statement = Relevé de compte
debtor-show-settled = Montrer les lignes soldées
debtor-hide-settled = Cacher les lignes soldées
debtor-no-items = Rien d’ouvert sur ce compte.
debtor-tick = Cocher
debtor-ticked = Lignes cochées :
debtor-reference = Pièce
debtor-issued = du { $day }
debtor-due = Échéance
debtor-delay = Retard
debtor-delay-coming = dans { $days }
debtor-delay-today = aujourd’hui
debtor-charge-of = Frais de retard · { $reference }
debtor-credits-apart = avoirs et versements à part : { $amount }
debtor-amount = Montant
debtor-open = Reste dû
debtor-total = Solde net { $currency }
debtor-why = Pourquoi ?
debtor-why-on = Pour le
debtor-why-not-known = Le { $day }, rien n’était encore connu de ce compte.
debtor-why-act = Voir
debtor-why-file = Télécharger avec les faits
debtor-gate-open = ouvert
debtor-gate-closed = fermé
debtor-gate-not-asked = sans objet
debtor-outlook = Ligne par ligne
debtor-outlook-step = « { $step } » le { $day }
debtor-outlook-steps = Chaque étape
debtor-acts = Agir
debtor-facts = En cours
debtor-contacts = Contacts
debtor-no-contacts = Aucun contact : ajoutez une adresse pour que les messages puissent partir.
debtor-contact-correct = Corriger
debtor-contact-correct-act = Enregistrer
debtor-contact-remove = Retirer
debtor-contact-remove-ask = Retirer ce contact ?
debtor-contact-bounced = adresse en erreur
debtor-contact-refused = ne veut plus être contacté
debtor-contact-no-texts = ne veut pas de SMS
debtor-contact-texts-fail = numéro qui ne reçoit pas de SMS
debtor-contact-refuse = Ne plus contacter
debtor-contact-refuse-texts = Plus de SMS
debtor-contact-reachable = De nouveau joignable
flash-contact-marked = C’est noté pour ce contact ; le compte vient d’être réexaminé.
debtor-contact-unnamed = Service
debtor-timeline = Historique
debtor-timeline-hint = Nous à droite, le client à gauche
debtor-no-events = Rien ne s’est encore passé sur ce compte.
debtor-automatic = Automatique
debtor-see = Voir

fact-promise = promesse
fact-promise-words = { $amount } pour le { $day }
fact-promise-end = Retirer
fact-dispute = litige
fact-dispute-words = { $item } : { $amount }, { $why }
fact-dispute-whole = { $item } en entier, { $why }
fact-dispute-founded = fondé : un avoir suit
fact-dispute-unfounded = non fondé : la facture est due
fact-hold = suspension
fact-hold-words = { $what }, { $why }
fact-hold-words-until = { $what } jusqu’au { $day }, { $why }
fact-hold-account = tout le compte
fact-hold-end = Lever
fact-referral = dossier confié
fact-referral-words = à { $to }, depuis le { $day }
fact-referral-end = Voir
fact-reply = réponse
fact-reply-words = reçue le { $day } : { $words }
fact-reply-end = Traitée
fact-reply-read = Lire

promise-title = Noter une promesse de paiement
promise-hint = Cochez les lignes dans le relevé ; la part promise n’est plus relancée jusqu’à la date.
promise-pay-on = Payé le
promise-amount = Montant
promise-amount-whole = tout
promise-act = Enregistrer la promesse
dispute-title = Ouvrir un litige
dispute-item = Facture
dispute-reason = Motif
dispute-amount = Montant contesté
dispute-amount-whole = tout
dispute-words = Ce que dit le client
dispute-act = Ouvrir le litige
hold-title = Suspendre les relances
hold-item = Portée
hold-whole = Tout le compte
hold-until = Jusqu’au
hold-until-hint = Dernier jour inclus. Vide : la durée prévue pour ce motif, sinon jusqu’à nouvel ordre.
hold-reason = Motif
hold-words = Précision
hold-act = Suspendre
reply-title = Noter une réponse du client
reply-words = Ce qu’il a répondu
reply-hint = Les relances attendent jusqu’à ce que la réponse soit traitée.
reply-act = Noter la réponse
contact-title = Ajouter un contact
contact-name = Nom
contact-role = Fonction
contact-email = E-mail
contact-phone = Téléphone
contact-language = Langue
contact-language-of-debtor = Celle du client
contact-act = Ajouter
charges-title = Constater des frais de retard
charges-through = Jusqu’au
charges-hint = Pénalités légales et indemnité de 40 € par facture, en lignes à part. La facture ne change pas.
charges-act = Constater

departures-done-e-mail = { $count ->
    [one] e-mail parti
   *[other] e-mails partis
}
departures-done-sms = { $count ->
    [one] SMS parti
   *[other] SMS partis
}
departures-done-letter = { $count ->
    [one] lettre postée
   *[other] lettres postées
}
departures-done-registered-letter = { $count ->
    [one] recommandé posté
   *[other] recommandés postés
}
departures-done-call = { $count ->
    [one] appel abouti
   *[other] appels aboutis
}
departures-done-in-vain = { $count ->
    [one] appel sans réponse
   *[other] appels sans réponse
}
departures-run = Décider la journée
departures-send = Envoyer maintenant
departures-send-ask = Envoyer maintenant tous les messages prêts ?
departures-switch-off = Tout arrêter
departures-switch-off-ask = Arrêter tous les envois jusqu’à nouvel ordre ?
departures-observes = En observation, rien ne part : ce tableau montre ce qui partirait.
departures-waiting = À confirmer
departures-waiting-none = Rien n’attend votre confirmation.
departures-confirm = Confirmer
departures-confirm-all = Tout confirmer
departures-confirm-all-ask = { $count ->
    [one] Confirmer { $count } message ?
   *[other] Confirmer { $count } messages ?
}
departures-leaving = Prêts à partir
departures-leaving-hint = Chaque message est revérifié juste avant son départ
departures-leaving-none = Aucun message n’est prêt.
departures-try-again = nouvel essai prévu le { $at }
departures-tasks = À faire par une personne
departures-tasks-hint = Appels, courriers et décisions
departures-postponed = { $count ->
    [one] Reporté · 1
   *[other] Reportés · { $count }
}
departures-postponed-hint = Ce que les heures de l’équipe ne contiennent pas aujourd’hui : ce qui demande le moins par minute attend
departures-postponed-to = Au
departures-tasks-none = Aucune tâche ouverte.
departures-done = Fait
departures-done-title = Résultat
departures-done-words = Ce qui a été dit ou fait
departures-script = Fiche
departures-held = Retenus
departures-held-hint = Quelque chose serait dû, une barrière est fermée
departures-held-none = Rien n’est retenu.
departures-due = à faire au plus tard le { $day }
departures-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
departures-unknown = Sort inconnu : à vous de décider
departures-unknown-hint = Le message est peut-être parti ; la machine ne le renverra jamais d’elle-même
departures-was-sent = Il est parti
departures-was-not-sent = Il n’est pas parti
departures-refused = Refusés par le transporteur
departures-refused-hint = Ces messages ne sont pas partis ; corrigez la cause
departures-recipient = Destinataire
departures-by-post = par la poste
departures-nobody = Personne à joindre : ajoutez un contact
departures-asked = Demandé
departures-reason = Motif
departures-see = Voir
departures-withdraw = Retirer
departures-withdraw-ask = Retirer ce message ? Il ne partira pas.

notice-title = { $channel } « { $step } »
notice-from = De
notice-to = À
notice-subject = Objet
notice-files = Pièces jointes
notice-due = À faire au plus tard le
notice-planned = Prévu le
notice-state = État
notice-words = Le SMS, tel qu’il part
notice-words-kept = Le SMS, tel qu’il est parti
notice-html = Le message, tel qu’il part
notice-html-hint = Avec les montants de cet instant
notice-text = Sa version en texte
notice-hold = Suspendre le client
notice-planned-state = prêt à partir
notice-leaving-state = en cours d’envoi
notice-to-do-state = à faire
notice-waiting-state = à confirmer
notice-confirmed-state = confirmé
notice-sent-state = parti le { $at }
notice-delivered-state = remis le { $at }
notice-returned-state = revenu le { $at } : non remis
notice-refused-state = refusé
notice-unknown-state = sort inconnu
notice-withdrawn-state = retiré
notice-later-state = nouvel essai prévu
notice-observed-state = montré seulement

mode-title = Jusqu’où va la machine
mode-lead = Trois modes. Chacun dit ce qu’il ferait aujourd’hui.
mode-change = Changer de mode
mode-current = actuel
mode-what-observe = Tout est décidé et montré, rien ne part. Pour regarder la machine travailler sans risque.
mode-what-confirm = Chaque message attend qu’une personne le confirme au tableau des départs.
mode-what-automatic = Les étapes marquées automatiques partent d’elles-mêmes aux heures d’envoi. Les autres attendent une confirmation.
mode-today-observe = Aujourd’hui : aucun message ne partirait.
mode-today-confirm = { $count ->
    [one] Aujourd’hui : { $count } message attendrait votre confirmation.
   *[other] Aujourd’hui : { $count } messages attendraient votre confirmation.
}
mode-today-automatic = { $count ->
    [one] Aujourd’hui : { $count } message partirait de lui-même.
   *[other] Aujourd’hui : { $count } messages partiraient d’eux-mêmes.
}
mode-understood = J’ai vu ce qui partirait aujourd’hui et je prends la responsabilité de ces envois.
mode-act = Appliquer ce mode
mode-back = Annuler
mode-problems = À vérifier avant

imports-lead = FEC, relevés de banque, listes de clients, de contacts, de factures ou de paiements.
imports-how = Que faire du fichier
imports-dry = Vérifier sans importer
imports-real = Importer
imports-kind = Nature du fichier
imports-kind-guess = À reconnaître
imports-drop = Déposez vos fichiers ici, ou choisissez-les
imports-formats = FEC (.txt), camt.053 (.xml), listes CSV. Réimporter un fichier ne crée aucun doublon.
imports-act = Envoyer
imports-js-waiting = En attente
imports-js-sending = Transfert
imports-js-reading = Lecture du fichier…
imports-js-failed = Le transfert n’a pas abouti : vérifiez la connexion et la taille du fichier, puis recommencez.
imports-js-report = Voir le compte rendu
imports-history = Fichiers importés
imports-none = Aucun fichier n’a encore été importé.
imports-file = Fichier
imports-what = Nature
imports-when = Reçu le
imports-until = Complet jusqu’au
imports-problems = Anomalies
imports-no-file = Choisissez un fichier à importer.
imports-kind-fec = Fichier des écritures comptables (FEC)
imports-kind-bank = Relevé de banque
imports-kind-debtors = Liste de clients
imports-kind-contacts = Liste de contacts
imports-kind-invoices = Liste de factures
imports-kind-payments = Liste de paiements
imports-kind-payment-status = Compte rendu de paiements (pain.002)
imports-kind-payment-order = Ordre de paiement (pain.001, pain.008)
imports-kind-announcements = Annonces légales (BODACC)
imports-kind-messages = Messages (.eml, .mbox)
imports-kind-e-invoice = Facture électronique (UBL, CII, Factur-X)
imports-kind-life-cycle = Statuts de factures électroniques (CDAR)
imports-kind-other = Autre

import-dry = Vérification seulement : rien n’a été enregistré.
import-duplicate = Ce fichier était déjà importé : rien n’a changé.
import-read = Fichier lu
import-as-of = Complet jusqu’au
import-says = Ce que dit le fichier
import-mapping = Colonnes reconnues
import-mapping-hint = Corrigez au besoin : le choix est retenu pour les prochains fichiers de cette source
import-mapping-act = Relire ainsi
import-mapping-gone = Cette vérification n’est plus en mémoire. Vérifiez ou importez à nouveau le fichier.
import-forms-hint = Écriture des dates et des montants : sans indication, ce que prouve l’ensemble des lignes du fichier.
import-forms-date-order = Dates
import-forms-day-first = Jour en premier : 31/01/2026
import-forms-month-first = Mois en premier : 01/31/2026
import-forms-decimal-mark = Montants
import-forms-comma = Virgule décimale : 1 234,56
import-forms-dot = Point décimal : 1,234.56
import-forms-signs = Signes
import-forms-as-written = Tels quels : négatif, l’argent est sorti
import-forms-inverted = Inversés : négatif, l’argent est entré
import-forms-proven = Selon le fichier
import-forms-currency = Devise, si rien n’est écrit
import-forms-account = Notre compte, si rien n’est écrit
import-forms-sheet = Feuille
import-forms-no-currency = « { $found } » n’est pas le code d’une devise : trois lettres, comme EUR.
import-original = Fichier d’origine
import-original-size = { $size } octets
import-original-take = Télécharger
import-original-digest = Empreinte BLAKE3 :
import-column = Colonne
import-samples = Exemples
import-field = Champ
import-field-none = Ignorer
import-next = Les comptes touchés par ce fichier sont à examiner : la journée décide ce qui part, ce qui attend, et pourquoi.
import-problems = Anomalies
import-problems-none = Aucune anomalie.
import-problems-count = { $count ->
    [one] { $count } anomalie
   *[other] { $count } anomalies
}
import-problems-shown = { $total } anomalies, les { $count } premières ci-dessous
import-line = Ligne
import-problem = Ce qui ne va pas
import-found = Trouvé
import-kept = Ce qui est gardé
import-done = Importé. { $problems }
import-checked = Vérifié. { $problems }

event-by-machine = automatique
event-by-debtor = le client
event-contact = Contact : { $channel }
event-machine-answer = Réponse automatique
event-machine-away = { $sender } est absent
event-machine-received = { $sender } accuse réception
event-machine-other = Message automatique de { $sender }
event-machine-back = de retour le { $day }
event-machine-substitute = en attendant : { $others }
event-replied = Le client a répondu
event-replied-handled = Le client a répondu ; réponse traitée
event-notice-ready = { $channel } « { $step } » prêt à partir
event-notice-to-confirm = { $channel } « { $step } » attend une confirmation
event-notice-to-do = { $channel } « { $step } » à faire
event-notice-sent = { $channel } « { $step } »
event-notice-delivered = { $channel } « { $step } », remis
event-notice-returned = { $channel } « { $step } » revenu : non remis au destinataire
event-notice-refused = { $channel } « { $step } » refusé par le transporteur
event-notice-unknown = { $channel } « { $step } » : sort inconnu
event-notice-withdrawn = { $channel } « { $step } » retiré avant départ
event-paid = { $amount } imputés sur { $item }, le { $day }
event-settled = { $item } soldée de { $amount }, le { $day }
event-reversed = Imputation de { $amount } sur { $item } annulée
event-promise-opened = Promesse de paiement
event-promise-kept = Promesse tenue
event-promise-partly-kept = Promesse tenue en partie
event-promise-broken = Promesse non tenue
event-promise-withdrawn = Promesse retirée
event-promise-closed = Promesse close
event-dispute-opened = Litige ouvert
event-dispute-closed = Litige clos
event-hold-opened = Relances suspendues
event-hold-closed = Suspension levée
event-referral-opened = Dossier confié
event-referral-noted = Noté au dossier confié
event-referral-ended = Le dossier confié est revenu
event-contact-added = Contact ajouté
event-contact-changed = Contact modifié
event-contact-removed = Contact retiré
event-item-changed = Pièce modifiée
difficulty-title = Difficulté de trésorerie
difficulty-hint = Notée d’elle-même quand un appel le dit. À partir du courrier formel, une personne lit chaque message avant son départ ; les conditions peuvent la demander (« difficulté de trésorerie »).
difficulty-known = D’où on le tient
difficulty-none = rien de connu
difficulty-suspected = soupçonnée par nous
difficulty-stated = dite par le client
difficulty-act = Enregistrer
difficulty-offer-plan = Proposer un échéancier
flash-difficulty-noted = Noté, et le compte décidé à nouveau.
state-in-difficulty = en difficulté depuis le { $day }
phase-title = Changer de phase
phase-hint = En précontentieux, seules les dernières étapes du scénario parlent. Contentieux et société de recouvrement : transmettez les créances. Le dossier revient de lui-même à l’amiable dès que plus rien n’est échu.
phase-published = Procédure publiée le
phase-published-hint = Pour une procédure collective : le jour de parution au BODACC. La date limite de déclaration de créance en découle.
phase-act = Changer de phase
flash-phase-changed = La phase est changée et le compte décidé à nouveau.
event-debtor-changed = Fiche du client modifiée
event-bank-matched = Virement rapproché
event-other = Opération au journal : { $act }

withdrawal-no-longer-due = n’est plus dû
withdrawal-message-cannot-leave = le contact ne pouvait plus être joint par e-mail, ou plus rien ne partait
withdrawal-no-longer-due-at-sending = n’était plus dû au moment de partir
withdrawal-facts-changed = les faits ont changé
withdrawal-withdrawn-by-hand = retiré par une personne

basis-lettering = par lettrage
basis-reference = par référence, reconstitué
basis-exact-reference = par référence exacte à la banque
basis-amount-and-age = par montant et ancienneté, reconstitué
basis-evidence = par nom, compte ou montant, sans autre lecture possible
basis-list = par liste
basis-platform = selon la plateforme de facturation
basis-manual = à la main
basis-write-off = passé en perte
basis-cancelled = annulé

import-debtors = Clients
import-contacts = Contacts
import-items = Factures, avoirs et paiements
import-bank-entries = Lignes de banque
import-notices-returned = Messages revenus
import-allocations = Imputations
import-credits-waiting = Encaissements à affecter
import-counts = { $new } nouveaux, { $changed } modifiés, { $known } déjà connus

column-debtor-key = Code client
column-debtor-name = Nom du client
column-siren = SIREN ou SIRET
column-vat-number = Numéro de TVA
column-country = Pays
column-language = Langue
column-email = E-mail
column-phone = Téléphone
column-address-line = Adresse
column-postal-code = Code postal
column-town = Ville
column-terms = Conditions de paiement
column-sales-person = Commercial
column-sector = Secteur
column-company-size = Taille
column-site = Agence
column-tags = Étiquettes
column-contact-name = Nom du contact
column-first-name = Prénom
column-role = Fonction
column-number = Numéro de pièce
column-issued-on = Date de facture
column-due-on = Date d’échéance
column-amount = Montant TTC
column-open-amount = Reste dû
column-paid-amount = Montant payé
column-currency = Devise
column-document-kind = Type de pièce
column-status = Statut
column-delivered-on = Date de livraison
column-paid-on = Date de paiement
column-reference = Référence du paiement
column-moved = Montant
column-booked-on = Date d’opération
column-value-on = Date de valeur
column-debit = Débit
column-credit = Crédit
column-side = Sens (débit ou crédit)
column-balance = Solde
column-original-amount = Montant dans la devise du payeur
column-label = Libellé
column-counterparty-name = Donneur d’ordre ou bénéficiaire
column-counterparty-account = Compte de la contrepartie
column-account = Notre compte
column-end-to-end = Référence du donneur d’ordre
column-owed-more = Débit (augmente le dû)
column-owed-less = Crédit (diminue le dû)
column-settled-on = Date de règlement
column-journal = Journal
column-lettering = Lettrage
column-quantity = Quantité
column-unit-price = Prix unitaire
column-line-amount = Montant de la ligne
column-line-tax = Taxe de la ligne
column-aged-amount = Montant d’une tranche d’âge

outcome-reached = Joint
outcome-left-message = Message laissé
outcome-not-reached = Pas joint
outcome-wrong-number = Mauvais numéro
outcome-done = Fait
outcome-pay-on = Paiement promis le

carrier-sender-stopped = L’envoi s’est interrompu entre la remise du message et la réponse du serveur : on ne sait pas s’il est parti.
carrier-arrived = Une personne a constaté qu’il est arrivé.
carrier-did-not-go-out = Une personne a constaté qu’il n’est pas parti.
carrier-silent = Le serveur n’a rien répondu dans le temps imparti.
carrier-file-interrupted = L’écriture du fichier a été interrompue.
carrier-said = Réponse du serveur : « { $words } ».
carrier-may-have-taken = La liaison s’est rompue : « { $words } ». Le serveur a peut-être pris le message.
carrier-perhaps = Le serveur a peut-être pris le message.
carrier-at-connection = Connexion impossible ; réponse du serveur : « { $words } ».
carrier-at-encryption = Liaison chiffrée impossible ; réponse du serveur : « { $words } ».
carrier-at-sign-in = Identification refusée ; réponse du serveur : « { $words } ».
carrier-at-sender = Adresse d’expédition refusée ; réponse du serveur : « { $words } ».
carrier-at-recipient = Adresse du destinataire refusée ; réponse du serveur : « { $words } ».
carrier-at-permission = Message refusé avant sa remise ; réponse du serveur : « { $words } ».
carrier-at-content = Trouble pendant la remise du message ; réponse du serveur : « { $words } ».

flash-outcome-missing = Choisissez d’abord le résultat : joint, message laissé, pas joint ou mauvais numéro.
flash-outcome-words = Dites en quelques mots ce qui a été dit ou fait.
flash-not-reached = C’est noté à l’historique. Le client n’a pas été joint : cela ne compte pas comme un contact, et l’appel reste à faire.
flash-promise-past = Une promesse porte sur un jour à venir : choisissez une date à partir du { $day }.
flash-promise-far = Cette promesse est à plus de douze mois. Choisissez une date jusqu’au { $day }, ou suspendez les relances.

notice-evidence = Le message parti, octet pour octet
notice-evidence-hint = Conservé au moment de l’envoi
notice-evidence-receipt = Réponse du transporteur
notice-forgotten = Supprimé le { $day }, comme le veulent les réglages de la société. Ce qui est parti faisait { $size } octets ; BLAKE3 { $digest }.
notice-evidence-file = Télécharger l’original
notice-evidence-cut = La suite est dans l’original.
came-back-title = Il est revenu
came-back-words = Ce qui a été dit
came-back-hint = « Destinataire inconnu à l’adresse », « boîte supprimée »… Le client ne l’a pas vu : il ne compte plus comme un contact, et l’étape repart par une autre voie.
came-back-act = Noter qu’il est revenu
came-back-ask = Noter que ce message est revenu ? L’étape repartira par une autre voie.
flash-came-back = C’est noté : ce message est revenu. Le compte vient d’être réexaminé.
notice-result = Résultat
text-size = Longueur
text-parts = { $count ->
    [0] vide
    [one] 1 SMS
   *[other] { $count } SMS
  }
text-units = { $count ->
    [one] { $count } signe
   *[other] { $count } signes
  }
text-alphabet-gsm = alphabet court (160 par SMS)
text-alphabet-wide = alphabet étendu (70 par SMS)

event-charged = Frais de retard de { $amount } constatés sur { $item }

nav-receipts = Encaissements
receipts-lead = { $count ->
    [0] Aucun encaissement n’attend.
    [one] { $count } encaissement attend d’être imputé
   *[other] { $count } encaissements attendent d’être imputés
 }
receipts-again = Refaire les propositions
receipts-none = Rien n’attend. Un encaissement dont l’imputation n’est pas certaine apparaît ici avec ses propositions ; celui que la comptabilité importée contient déjà, à sa date, n’a rien à y faire.
receipts-keys = Au clavier : j et k pour se déplacer, a pour accepter, e pour imputer autrement, x pour écarter.
receipts-lies-on = En attente sur le compte
receipts-nothing-known = Rien n’y désigne un client ni une facture.
receipts-sure = Certain
receipts-likely = Probable
receipts-possible = Possible
receipts-rest = Reste sur le compte : { $amount }
receipts-by-credit-note = { $invoice }, par l’avoir { $credit }
receipts-left-open = reste dû { $amount }
receipts-accept = Accepter
receipts-accept-account = Mettre sur ce compte
receipts-otherwise = Imputer autrement…
receipts-set-aside = Pas une créance
receipts-more = Encaissements suivants
receipts-done = Traités en dernier
receipts-done-hint = Tout peut être annulé : ce qui était payé redevient dû et l’encaissement attend de nouveau.
receipts-done-none = Aucun encaissement n’a encore été imputé.
receipts-line = Encaissement
receipts-amount = Montant
receipts-placed-on = Imputé sur
receipts-undo = Annuler
receipts-by = par { $who }, { $when }
receipts-set-aside-state = Écarté : pas une créance
receipts-days-late = { $count ->
    [one] { $count } jour de retard
   *[other] { $count } jours de retard
 }
receipt-dealt-with = Cet encaissement a déjà été traité. Annulez d’abord son imputation pour le placer autrement.
receipt-whose = À qui est cet argent ?
receipt-whose-hint = Choisissez un client, ou plusieurs pour partager l’encaissement.
receipt-search = Nom, code ou SIREN du client
receipt-find = Chercher
receipt-nobody = Aucun client ne porte ce nom, ce code ni ce SIREN.
receipt-nothing-open = Rien n’est dû sur ce compte dans cette devise : le montant restera sur le compte.
receipt-item = Facture
receipt-due = Échéance
receipt-open = Reste dû
receipt-pays = Payé
receipt-on-account = À laisser sur le compte
receipt-sum = Reste à répartir :
receipt-place = Imputer
flash-receipt-placed = Encaissement imputé.
flash-receipt-set-aside = Encaissement écarté. Il reste dans les derniers traités, où cela s’annule.
flash-receipt-undone = Imputation annulée : l’encaissement attend de nouveau.
flash-receipts-again = { $count ->
    [0] Propositions refaites ; rien de nouveau n’est certain.
    [one] Propositions refaites ; { $count } encaissement a été imputé.
   *[other] Propositions refaites ; { $count } encaissements ont été imputés.
 }

data-tabs = Données
data-tab-imports = Fichiers
nav-sources = Sources
nav-cleaning = À nettoyer
sources-lead = D’où viennent les données, jusqu’à quand elles vont, et ce qui manque.
sources-none = Aucun fichier n’est encore venu. Déposez-en un sur la page des fichiers.
sources-source = Source
sources-state = État
sources-next = Prochain fichier avant le
sources-last = Dernier fichier
sources-fresh = À jour
sources-late = En retard : les relances attendent
sources-not-watched = Non surveillée
sources-files = { $count ->
    [one] { $count } fichier
   *[other] { $count } fichiers
 }
sources-accounts = Comptes bancaires
sources-accounts-hint = Chaque relevé doit s’ouvrir sur le solde où le précédent se ferme.
sources-account = Compte
sources-balance = Dernier solde
sources-missing = Jours manquants
sources-chained = Relevés sans trou
sources-gap = Du { $from } au { $to } : il manque un mouvement net de { $moved }
sources-more-gaps = { $count ->
    [one] et { $count } autre trou
   *[other] et { $count } autres trous
 }
sources-not-adding-up = { $count ->
    [one] { $count } relevé dont les mouvements ne font pas les soldes
   *[other] { $count } relevés dont les mouvements ne font pas les soldes
 }
sources-programs = Programmes avertis
sources-programs-hint = Un ERP ou un service commandes apprend les suspensions, litiges, promesses, échéanciers, transmissions et sanctions. Ce qu’il n’accepte pas lui est répété.
sources-program = Programme
sources-program-told = À jour
sources-program-waiting = { $count ->
    [one] { $count } événement en attente
   *[other] { $count } événements en attente
 }
sources-program-moved = Dernier contact ou essai
sources-tokens = Dépôt par un programme
sources-tokens-hint = Un jeton permet à un programme de déposer des fichiers pour cette société, et rien d’autre.
sources-token-made = Copiez ce jeton maintenant, il ne sera plus montré :
sources-token-name = Programme
sources-token-example = Export comptable du soir
sources-token-when = Créé
sources-token-used = Dernière utilisation
sources-token-unused = jamais
sources-token-make = Créer un jeton
sources-token-revoke = Révoquer
sources-token-revoke-ask = Révoquer ce jeton ? Le programme qui l’utilise ne pourra plus rien déposer.
sources-folder-hint = Un fichier déposé dans le dossier surveillé de l’installation est pris de la même façon : la page du manuel pour l’exploitant dit où il se trouve.
flash-token-revoked = Jeton révoqué.

cleaning-lead = { $count ->
    [0] Rien à nettoyer : les comptes sont prêts pour les relances.
    [one] { $count } point à régler avant que les relances soient justes
   *[other] { $count } points à régler avant que les relances soient justes
 }
cleaning-none = Ni doublon, ni crédit oublié, ni contact manquant, ni créance trop ancienne.
cleaning-stake = En jeu
cleaning-point = Ce qui ne va pas
cleaning-debtors = Clients en double
cleaning-debtors-hint = Un client en double reçoit deux messages pour une dette.
cleaning-invoices = Factures en double
cleaning-invoices-hint = La même facture venue deux fois serait réclamée deux fois.
cleaning-credits = Crédits non utilisés
cleaning-credits-hint = Un versement ou un avoir resté sur le compte, à côté de factures qu’il solderait.
cleaning-unproven = Factures dont la réception n’est pas prouvée
cleaning-unproven-hint = Elles ne sont pas relancées : la cause est de notre côté.
cleaning-contacts = Clients injoignables
cleaning-contacts-hint = Il y a du retard, et personne à qui écrire.
cleaning-identifiers = Numéros impossibles
cleaning-identifiers-hint = La longueur ou la clé de contrôle ne tombe pas juste ; rien n’est bloqué pour autant. Corrigez le numéro ici et dans le logiciel d’où il vient ; videz le champ pour l’oublier.
cleaning-age = Créances trop anciennes
cleaning-age-hint = Prescrites, bientôt prescrites, ou à confier à un spécialiste.
cleaning-same-siren = Même SIREN
cleaning-same-vat = Même numéro de TVA
cleaning-same-account = Paient du même compte bancaire
cleaning-same-name-and-place = Même nom, même code postal
cleaning-same-name = Même nom
cleaning-same-invoice = Le numéro { $number } se trouve plusieurs fois, pour le même montant
cleaning-unused-credit = { $count ->
    [0] Un crédit couvre en partie la plus ancienne facture
    [one] Un crédit solde { $count } facture
   *[other] Des crédits soldent { $count } factures
 }
cleaning-no-contact = Aucune adresse ni aucun téléphone
cleaning-contact-bounces = Toutes les adresses reviennent en erreur
cleaning-never-sent = La facture { $number } n’a jamais été envoyée : envoyez-la
cleaning-delivery-failed = La facture { $number } n’a pas pu être remise : envoyez-la de nouveau
cleaning-rejected = La facture { $number } a été rejetée par la plateforme : corrigez-la
cleaning-refused = La facture { $number } a été refusée par le client : corrigez-la ou répondez
cleaning-wrong-siren = Le SIREN { $found } ne peut pas exister
cleaning-wrong-vat = Le numéro de TVA { $found } ne peut pas exister
cleaning-wrong-account = Le compte { $found } ne peut pas exister
cleaning-prescribed-soon = La facture { $number } sera prescrite le { $day }, sauf reconnaissance de dette ou action en justice d’ici là
cleaning-prescribed = La facture { $number } est prescrite depuis le { $day }, sauf acte qui a interrompu le délai : passez-la en perte ou vérifiez
cleaning-too-old = La facture { $number }, échue le { $due } : un spécialiste en rapporterait environ { $expected } nets, pour { $fee } d’honoraires ; sinon tout est perdu
cleaning-assumption = Hypothèses des créances anciennes, à vérifier auprès de votre prestataire : { $collected } % recouvrés, { $fee } % d’honoraires sur les sommes recouvrées. Prescription : 5 ans entre professionnels (C. com. L110-4), 2 ans pour un consommateur (C. conso. L218-2), 4 ans pour un débiteur public (loi 68-1250).
cleaning-keep = Garder
cleaning-merge = Réunir
cleaning-merge-ask = Réunir ces clients ? Tout ce qui est sur l’autre compte passe sur celui qui reste. Cela s’annule.
cleaning-use-credit = Imputer sur les plus anciennes
cleaning-right-number = Numéro correct
cleaning-correct = Corriger
cleaning-dismiss = C’est juste ainsi
cleaning-merges = Clients réunis
cleaning-merged = { $from } a été réuni à { $into }
flash-debtors-merged = Clients réunis. Cela s’annule en bas de la page.
flash-debtors-apart = Les deux clients sont de nouveau séparés.
flash-credits-used = { $count ->
    [one] { $count } imputation faite.
   *[other] { $count } imputations faites.
 }
flash-finding-dismissed = Noté : ce point ne sera plus montré.
flash-number-corrected = Le numéro est corrigé.
withdrawal-debtor-merged = ce client a été réuni à un autre

# Segments
segments-title = Segments
segments-lead = Chaque client suit le scénario du premier segment dont la condition est remplie ; réévalué chaque jour.
segments-new = Nouveau segment
segments-none = Aucun segment : tous les clients suivent le scénario de la société. Créez-en un pour traiter autrement les grands comptes ou les petits montants.
segments-name = Nom
segments-condition = Condition
segments-strategy = Scénario
segments-order = Ordre
segments-earlier = Avant
segments-later = Après
segments-hint = Nombres et montants depuis la dernière évaluation, dans la devise de la société. Modifier un segment n’envoie rien ; les clients changent de segment au prochain traitement du jour et poursuivent là où ils en sont.
segment-title = Segment
segment-none = aucun segment
segment-moved = { $from } → { $to }
segment-accounts = Clients
segment-count = { $count ->
    [0] aucun client sur { $of }
    [1] 1 client sur { $of }
   *[other] { $count } clients sur { $of }
}
segment-matches-nobody = Cette condition ne concerne personne aujourd’hui.
segment-matches-everybody = Cette condition concerne tous les clients : les segments suivants ne serviront à rien.
segment-empty = Ajoutez un critère ou écrivez une condition : vous verrez ici ce qu’elle dit et qui elle concerne.
segment-all = Tous ces critères
segment-any = Au moins un de ces critères
segment-drop = Retirer
segment-add-criterion = Ajouter un critère
segment-field = Champ
segment-sign = Comparaison
segment-value = Valeur
segment-join = Avec les autres
segment-join-all = et
segment-join-any = ou
segment-add = Ajouter
segment-condition-hint = Écrite en CEL. Par exemple : overdue > 5000 && country in ["FR", "BE"] && !("grand compte" in tags)
segment-keep = Enregistrer
segment-check = Vérifier
segment-preview = Aperçu
segment-vocabulary = Tous les champs
segment-example = Exemple
segment-remove = Supprimer ce segment
segment-remove-ask = Supprimer ce segment ? Ses clients en trouveront un autre au prochain traitement.
flash-segment-kept = Segment enregistré. Les clients sont réévalués au prochain traitement du jour.
flash-segment-removed = Segment supprimé.
flash-segment-shifted = Ordre modifié.
debtors-when = Filtrer par une condition

traits-title = Classer ce client
traits-tags = Étiquettes
traits-tags-hint = Séparées par des virgules.
traits-sales-person = Commercial
traits-sector = Secteur
traits-company-size = Taille
traits-site = Agence
traits-own = Vos champs
traits-own-hint = Un par ligne : nom, deux-points, valeur.
traits-strategy = Scénario
traits-strategy-usual = Celui de son segment
traits-act = Enregistrer
flash-traits-kept = Classement enregistré.
flash-own-wrong = « { $found } » n’est pas un champ : écrivez son nom, deux-points, puis sa valeur.
