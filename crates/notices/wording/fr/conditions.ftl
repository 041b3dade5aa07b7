# Les conditions en mots. Les noms des champs sont en minuscules, sans article : ils entrent dans des listes.

field-outstanding = encours
field-overdue = échu
field-credits = avoirs et versements à imputer
field-net-due = encours net des avoirs
field-largest-invoice = plus grosse facture ouverte
field-disputed = montant en litige
field-days-late = jours de retard
field-terms-days = délai de paiement
field-days-without-contact = jours sans contact
field-average-days-late = retard moyen sur douze mois
field-open-invoices = factures ouvertes
field-overdue-invoices = factures échues
field-paid-invoices = factures payées sur douze mois
field-open-disputes = litiges ouverts
field-open-promises = promesses en cours
field-promises-kept = promesses tenues
field-promises-broken = promesses non tenues
field-kind = nature
field-country = pays
field-language = langue
field-phase = phase du dossier
field-post-code = code postal
field-department = département
field-town = ville
field-name = nom
field-key = code client
field-siren = SIREN
field-group = groupe
field-sales-person = commercial
field-sector = secteur
field-company-size = taille
field-site = agence
field-tags = étiquettes
field-has-email = adresse e-mail
field-in-difficulty = difficulté de trésorerie

unit-amount = un montant
unit-days = un nombre de jours
unit-count = un nombre
unit-text = un texte
unit-choice = un mot d’une liste
unit-yes-no = un oui ou non
unit-words = une liste d’étiquettes

found-number = un nombre
found-text = un texte
found-list = une liste
found-yes-no = un oui ou non
found-other = autre chose

choice-kind-business = entreprise
choice-kind-consumer = particulier
choice-kind-public = administration
choice-language-fr = français
choice-language-en = anglais
choice-phase-amicable = amiable
choice-phase-pre-litigation = précontentieux
choice-phase-handed-over = en recouvrement externe
choice-phase-litigation = contentieux
choice-phase-insolvency = procédure collective
choice-phase-deceased = décès

answer-yes = oui
answer-no = non
answer-unknown = inconnu

condition-and = et
condition-or = ou
condition-not = sauf { $test }
condition-everybody = tout le monde
condition-nobody = personne
condition-days = { $days ->
    [0] 0 jour
    [1] 1 jour
   *[other] { $days } jours
}
condition-in-currency = { $field } en { $currency }
condition-compared = { $field } : { $compared }
condition-quoted = « { $word } »
condition-is = { $field } : { $value }
condition-not-is = { $field } : pas { $value }
condition-starts = { $field } : commence par { $value }
condition-not-starts = { $field } : ne commence pas par { $value }
condition-ends = { $field } : finit par { $value }
condition-not-ends = { $field } : ne finit pas par { $value }
condition-contains = { $field } : contient { $value }
condition-not-contains = { $field } : ne contient pas { $value }
condition-tagged = avec l’étiquette « { $word } »
condition-not-tagged = sans l’étiquette « { $word } »
condition-yes = avec { $field }
condition-no = sans { $field }

compare-more = plus de { $value }
compare-at-least = au moins { $value }
compare-less = moins de { $value }
compare-at-most = au plus { $value }
compare-equal = exactement { $value }
compare-other = autre que { $value }

compare-more-bare = plus de
compare-at-least-bare = au moins
compare-less-bare = moins de
compare-at-most-bare = au plus
compare-is-bare = est
compare-is-not-bare = n’est pas
compare-in-bare = est l’un de
compare-starts-bare = commence par
compare-ends-bare = finit par
compare-contains-bare = contient

fault-at-line = ligne { $line }, caractère { $column } : { $words }
fault-at-column = caractère { $column } : { $words }
fault-empty = la condition est vide ; écrivez par exemple overdue > 1000
fault-too-long = la condition est trop longue : { $most } caractères au plus ; découpez-la en plusieurs segments
fault-too-deep = trop de parenthèses imbriquées ; découpez la condition en plusieurs segments
fault-single-equals = pour comparer, écrivez == (deux signes égal)
fault-word-for-sign = « { $word } » s’écrit { $sign }
fault-open-quote = ce guillemet n’est pas refermé avant la fin de la ligne
fault-open-bracket = cette parenthèse ou ce crochet n’est pas refermé
fault-syntax = « { $near } » n’est pas attendu ici ; entre deux critères, écrivez && (et) ou || (ou)
fault-syntax-end = il manque quelque chose à la fin de la condition
fault-unknown-name = aucun champ ne s’appelle « { $name } » ; un texte s’écrit entre guillemets
fault-unknown-name-meant = aucun champ ne s’appelle « { $name } » ; écrivez { $meant } ({ $field })
fault-unknown-function = la fonction « { $name } » n’existe pas, ou pas ainsi ; il y a money("EUR", 1000), outstanding_in("USD"), overdue_in("USD"), et pour un texte .startsWith("…"), .endsWith("…"), .contains("…")
fault-not-used = « { $sign } » ne s’emploie pas dans une condition ; comparez un champ à une valeur, par exemple overdue > 1000
fault-own-is-text = un champ à vous est un texte ; écrivez par exemple own["contrat"] == "annuel"
fault-mismatch = { $name } est { $unit } et ne se compare pas à { $found } ; écrivez par exemple { $example }
fault-two-currencies = des montants en { $kept } et en { $asked } ne se comparent pas ; écrivez { $name }_in("{ $asked }") pour la part en { $asked }
fault-one-currency = { $name } n’existe que dans la devise de la société ; écrivez le montant sans devise, ou utilisez overdue_in("USD") ou outstanding_in("USD")
fault-unknown-currency = « { $code } » n’est pas une devise ; écrivez un code de trois lettres, par exemple "EUR"
fault-not-an-amount = { $amount } n’est pas un montant en { $currency } : { $decimals } décimales au plus, avec un point
fault-not-whole = { $number } n’est pas entier ; les jours et les nombres s’écrivent sans décimales
fault-unknown-word = « { $word } » n’est pas une valeur de { $name } ; écrivez { $choices }
fault-no-order = { $name } n’a pas d’ordre ; écrivez { $example }
fault-nothing-asked = cette comparaison ne dit rien du client ; comparez un champ à une valeur, par exemple overdue > 1000
fault-not-a-condition = ceci n’est ni vrai ni faux ; comparez un champ à une valeur, par exemple overdue > 1000
fault-not-a-condition-field = { $name } seul n’est ni vrai ni faux ; écrivez par exemple { $example }
fault-empty-list = la liste est vide : personne n’y est ; écrivez par exemple country in ["FR", "BE"]
