# Pourquoi : une phrase par raison, exacte et aimable, pour la page du client et la ligne de commande.
# Les factures et demandes de frais sont au féminin : les participes s’accordent avec elles.

item-invoice = la facture { $reference }
item-instalment = l’échéance { $instalment } de la facture { $reference }
item-charge = la demande de frais de retard { $reference }
item-credit-note = la note d’avoir { $reference }
item-payment-on-account = la somme reçue { $reference }
item-unknown = une facture soldée depuis

reason-nothing-open = Ce client ne doit rien.
reason-variant-chosen = parmi ses variantes, c’est le tour de « { $variant } » pour ce client : par un tirage qui se refait à l’identique, jamais deux fois de suite la même.
reason-step-due-today = L’étape « { $step } » est à faire aujourd’hui pour { $item }.
reason-step-due-since = L’étape « { $step } » est à faire pour { $item }, depuis le { $since }.
reason-step-planned = L’étape suivante, « { $step } », est prévue le { $on } pour { $item }.
reason-pulled-forward = { $item } rejoint le message du jour au lieu d’en demander un autre le { $on }.
reason-steps-finished = Toutes les étapes du scénario ont été faites pour { $item } : à une personne de décider de la suite.
reason-gives-way = { $item } n’est pas encore échue et laisse la place à { $late }, en retard, dont l’étape vient le { $on } : le relevé de ce message la montrera.
reason-charge-follows-invoice = { $item } accompagne sa facture : elle ne motive jamais un message à elle seule.
reason-charges-stay-silent = { $item } reste seule, facture payée, et le scénario n’en parle plus : à une personne de la réclamer ou d’y renoncer.
reason-group-decides = Ce client fait partie d’un groupe : « { $name } » reçoit un seul message pour tous, et c’est là que tout se décide.
reason-task-open = Une personne s’occupe de ce dossier depuis le { $since } (étape « { $step } ») : rien d’autre ne part entre-temps.
reason-master-switch-off = Tous les envois sont arrêtés depuis le { $since }. L’interrupteur général les remet en marche.
reason-upgrade-not-confirmed = Le logiciel a été mis à jour le { $since } : les envois automatiques attendent d’être confirmés de nouveau.
reason-stale-ledger = La comptabilité n’est connue que jusqu’au { $on }, alors que la limite est de { $days }. Importez un fichier plus récent.
reason-stale-bank = La banque n’est connue que jusqu’au { $on }, alors que la limite est de { $days }. Importez un relevé plus récent.
reason-no-ledger = Aucune écriture comptable n’a encore été importée. Importez-en avant de relancer.
reason-no-bank = Aucun relevé bancaire n’a encore été importé. Importez-en un : un client a peut-être déjà payé.
reason-claim-to-file = Une procédure collective est publiée : la créance est à déclarer au plus tard le { $by }, sans quoi elle est perdue.
reason-phase-amicable = Le dossier est en phase amiable.
reason-phase-pre-litigation = Le dossier est en précontentieux : seules les étapes prévues pour cette phase parlent.
reason-phase-handed-over = Une société de recouvrement a le dossier : nous ne relançons plus ce client nous-mêmes.
reason-phase-litigation = Le dossier est au contentieux : qui l’a en main parle pour nous, aucune relance ne part de chez nous.
reason-phase-insolvency = Une procédure collective est ouverte : la créance se déclare, elle ne se relance pas.
reason-phase-deceased = Le client est décédé : une personne s’adresse à la succession, jamais une machine.
reason-debtor-held-until = Une personne a suspendu les relances de ce client jusqu’au { $until } inclus ({ $why }).
reason-debtor-held = Une personne a suspendu les relances de ce client sans date de fin ({ $why }).
reason-reply-waiting = Le client a répondu le { $since } : sa réponse attend d’être lue avant toute relance.
reason-sending-unknown = On ne sait pas si le message du { $since } est parti : une personne tranche avant tout nouvel envoi.
reason-item-held-until = { $item } est suspendue jusqu’au { $until } inclus ({ $why }).
reason-item-held = { $item } est suspendue sans date de fin ({ $why }).
reason-covered-by-credits = { $item } est couverte à hauteur de { $amount } par des avoirs ou des versements à imputer.
reason-disputed = { $item } est contestée pour { $amount } ({ $why }) : cette part n’est pas réclamée.
reason-credit-note-awaited = Le litige sur { $item } est réglé depuis le { $since } et l’avoir de { $amount } n’est pas encore arrivé : cette part n’est pas réclamée.
reason-promised = { $item } fait l’objet d’une promesse de { $amount } pour le { $until } : cette part n’est pas réclamée d’ici là.
reason-under-plan = { $item } est réglée par un échéancier : { $amount } à régler pour le { $due }, et rien d’autre n’est réclamé d’ici là.
reason-under-plan-late = { $item } est réglée par un échéancier dont l’échéance du { $due } n’est pas réglée en entier : il manque { $amount }, et rien d’autre n’est réclamé tant que l’échéancier tient.
reason-unconfirmed-never-sent = { $item } n’a jamais été envoyée au client : envoyez-la avant de la relancer.
reason-unconfirmed-delivery-failed = { $item } n’est pas arrivée chez le client : renvoyez-la avant de la relancer.
reason-unconfirmed-rejected = { $item } a été rejetée par la plateforme de facturation : corrigez-la avant de la relancer.
reason-unconfirmed-refused = { $item } a été refusée par le client : traitez son motif avant de la relancer.
reason-below-floor = Le montant à réclamer ({ $owed }) est sous le plancher de { $limit } du scénario.
reason-too-few-invoices = { $open ->
    [one] { $open } facture à réclamer, alors que le scénario en attend au moins { $fewest }.
   *[other] { $open } factures à réclamer, alors que le scénario en attend au moins { $fewest }.
}
reason-above-ceiling = Le montant à réclamer ({ $owed }) atteint le plafond de { $limit } : une personne confirme chaque envoi.
reason-no-recipient = Personne à joindre par { $channel } ({ $role }) : { $why }.
reason-fell-back = L’étape passe donc de « { $from } » à « { $to } », comme le scénario le prévoit.
reason-contacted-recently = Ce client a eu de nos nouvelles le { $last } : le prochain contact attend le { $until }.
reason-week-is-full = { $made ->
    [one] { $made } contact en sept jours sur { $most } permis : le prochain attend le { $until }.
   *[other] { $made } contacts en sept jours sur { $most } permis : le prochain attend le { $until }.
}
reason-month-is-full = { $made ->
    [one] { $made } contact en trente jours sur { $most } permis : le prochain attend le { $until }.
   *[other] { $made } contacts en trente jours sur { $most } permis : le prochain attend le { $until }.
}
reason-day-off-creditor = Nous ne travaillons pas aujourd’hui : l’envoi attend le { $until }.
reason-day-off-debtor = Le client ne travaille pas aujourd’hui : l’envoi attend le { $until }.
reason-observe-only = L’installation observe : tout est décidé et montré, rien ne part.
reason-confirm-each = Chaque message attend la confirmation d’une personne.
reason-step-is-confirmed = L’étape « { $step } » attend la confirmation d’une personne.
reason-done-by-hand = L’étape « { $step } » est faite par une personne.
reason-leaves-by-itself = Le message part de lui-même aux heures d’envoi.

held-by-reply = une réponse à lire
held-by-unknown = un message au sort inconnu
verdict-rest = Rien à faire : ce client ne doit rien.
verdict-wait = Rien à faire aujourd’hui. Étape suivante : « { $step } », le { $on }.
verdict-wait-for-fact = Rien à faire aujourd’hui : la suite dépend d’un fait nouveau.
verdict-wait-looked-at = Rien à faire aujourd’hui : la suite dépend d’un fait nouveau. Nouvel examen le { $on }.
verdict-hold = Retenu : { $gate }.
verdict-hold-resumes = Retenu : { $gate }. Reprise le { $on }.
verdict-hold-looked-at = Retenu : { $gate }. Nouvel examen le { $on }.
verdict-act = À faire aujourd’hui : { $acts }.
act-with-step = { $channel } « { $step } »

step-file-claim = déclaration de créance
step-campaign = Campagne
step-campaign-named = Campagne { $name }
step-confirm-invoice = facture à remettre en ordre
step-personal-message = message personnel
step-end-of-strategy = fin du scénario

# Ce qu’il est advenu de chaque étape, pour « Pourquoi ? ».

fate-done = faite le { $day }
fate-next = prochaine, au plus tôt le { $day }
fate-to-come = plus tard, à partir du { $day }
fate-after-another = plus tard, après l’étape qui la précède
fate-not-called-for = sans objet : rien ne l’appelle
fate-overtaken = passée : une étape plus avancée l’a dépassée
fate-done-elsewhere = passée : un autre scénario a mené la ligne plus loin
fate-expired = passée : elle n’a de sens qu’avant l’échéance
fate-condition-fails = passée : sa condition n’est pas remplie
fate-plan-speaks = en attente : l’échéancier parle à sa place
fate-campaign-speaks = en attente : une campagne parle à sa place, à partir du { $day }
reason-in-difficulty = Ce client est en difficulté de trésorerie depuis le { $since } : une personne lit ce qui est ferme avant tout départ.
fate-amicable-phase-over = passée : elle appartient à la phase amiable, que le dossier a quittée
fate-not-for-charges = passée : elle ne concerne pas les frais
fate-other-kind = passée : elle vise une autre nature de client
fate-sanction-goes-on = passée : la mesure est déjà proposée, annoncée ou en vigueur
fate-barred-proceedings = passée : une procédure collective est ouverte, les contrats en cours se poursuivent (C. com. L622-13)
fate-barred-consumer-price = passée : le prix d’un consommateur ne se change pas d’un seul côté (C. conso. R212-1)
fate-barred-winter = passée : trêve hivernale du 1er novembre au 31 mars (CASF L115-3)
fate-barred-water = passée : l’eau d’une résidence principale ne se coupe pas (CASF L115-3)
fate-too-few = { $open ->
    [one] passée : { $open } facture ouverte, il en faut { $fewest }
   *[other] passée : { $open } factures ouvertes, il en faut { $fewest }
}
fate-below-floor = passée : { $owed } dus à sa date, il en faut { $floor }
