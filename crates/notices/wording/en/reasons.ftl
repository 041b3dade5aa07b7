# Why: one sentence for each reason, exact and friendly, for the customer's page and the command line.

item-invoice = invoice { $reference }
item-instalment = instalment { $instalment } of invoice { $reference }
item-charge = late-charge claim { $reference }
item-credit-note = credit note { $reference }
item-payment-on-account = money received { $reference }
item-unknown = an invoice settled since

reason-nothing-open = This customer owes nothing.
reason-variant-chosen = of its variants, “{ $variant }” is this customer’s turn: by a draw that can be told again, never the same twice in a row.
reason-step-due-today = The step “{ $step }” is due today for { $item }.
reason-step-due-since = The step “{ $step }” has been due for { $item } since { $since }.
reason-step-planned = The next step, “{ $step }”, is planned for { $on } for { $item }.
reason-pulled-forward = { $item } joins today’s message instead of asking for another one on { $on }.
reason-steps-finished = Every step of the strategy was done for { $item }: a person decides what comes next.
reason-gives-way = { $item } is not due yet and gives way to { $late }, which is late and whose step comes on { $on }: the statement of that message will show it.
reason-charge-follows-invoice = { $item } goes with its invoice: it never causes a message by itself.
reason-charges-stay-silent = { $item } is left alone, its invoice paid, and the strategy speaks of it no more: a person claims it or gives it up.
reason-group-decides = This customer belongs to a group: “{ $name }” gets one message for all of them, and everything is decided there.
reason-task-open = A person has been working on this file since { $since } (step “{ $step }”): nothing else leaves meanwhile.
reason-master-switch-off = All sending has been stopped since { $since }. The master switch turns it on again.
reason-upgrade-not-confirmed = The software was upgraded on { $since }: automatic sending waits to be confirmed again.
reason-stale-ledger = The ledger is only known up to { $on }, while the limit is { $days }. Import a more recent file.
reason-stale-bank = The bank is only known up to { $on }, while the limit is { $days }. Import a more recent statement.
reason-no-ledger = No ledger entry was imported yet. Import some before sending reminders.
reason-no-bank = No bank statement was imported yet. Import one: a customer may have paid already.
reason-claim-to-file = Insolvency proceedings are published: the claim must be filed by { $by } at the latest, or it is lost.
reason-phase-amicable = The file is in the amicable phase.
reason-phase-pre-litigation = The file is in the pre-litigation phase: only the steps meant for it speak.
reason-phase-handed-over = A collection agency has the file: we no longer send this customer reminders ourselves.
reason-phase-litigation = The file is in litigation: who has it speaks for us, no reminder of ours leaves.
reason-phase-insolvency = Insolvency proceedings are open: the claim is filed, not chased.
reason-phase-deceased = The customer has died: a person writes to the estate, never a machine.
reason-debtor-held-until = A person has put this customer on hold up to and including { $until } ({ $why }).
reason-debtor-held = A person has put this customer on hold with no end date ({ $why }).
reason-reply-waiting = The customer answered on { $since }: the answer waits to be read before any reminder.
reason-sending-unknown = Nobody knows whether the message of { $since } left: a person settles it before anything else is sent.
reason-item-held-until = { $item } is on hold up to and including { $until } ({ $why }).
reason-item-held = { $item } is on hold with no end date ({ $why }).
reason-covered-by-credits = { $item } is covered for { $amount } by credit notes or payments to allocate.
reason-disputed = { $item } is disputed for { $amount } ({ $why }): that part is not asked for.
reason-credit-note-awaited = The dispute about { $item } was settled on { $since } and a credit note of { $amount } has not come yet: that part is not asked for.
reason-promised = { $item } is promised for { $amount } by { $until }: that part is not asked for until then.
reason-under-plan = { $item } is paid by an instalment plan: { $amount } by { $due }, and nothing else is asked for until then.
reason-under-plan-late = { $item } is paid by an instalment plan whose payment of { $due } has not come in full: { $amount } is missing, and nothing else is asked for while the plan stands.
reason-unconfirmed-never-sent = { $item } was never sent to the customer: send it before asking for it.
reason-unconfirmed-delivery-failed = { $item } did not reach the customer: send it again before asking for it.
reason-unconfirmed-rejected = { $item } was rejected by the invoicing platform: correct it before asking for it.
reason-unconfirmed-refused = { $item } was refused by the customer: deal with the reason before asking for it.
reason-below-floor = The amount to ask for ({ $owed }) is below the strategy’s floor of { $limit }.
reason-too-few-invoices = { $open ->
    [one] { $open } invoice to ask for, while the strategy waits for at least { $fewest }.
   *[other] { $open } invoices to ask for, while the strategy waits for at least { $fewest }.
}
reason-above-ceiling = The amount to ask for ({ $owed }) reaches the ceiling of { $limit }: a person confirms each message.
reason-no-recipient = Nobody can be reached by { $channel } ({ $role }): { $why }.
reason-fell-back = So the step goes from “{ $from }” to “{ $to }”, as the strategy says.
reason-contacted-recently = This customer heard from us on { $last }: the next contact waits for { $until }.
reason-week-is-full = { $made ->
    [one] { $made } contact in seven days of { $most } allowed: the next one waits for { $until }.
   *[other] { $made } contacts in seven days of { $most } allowed: the next one waits for { $until }.
}
reason-month-is-full = { $made ->
    [one] { $made } contact in thirty days of { $most } allowed: the next one waits for { $until }.
   *[other] { $made } contacts in thirty days of { $most } allowed: the next one waits for { $until }.
}
reason-day-off-creditor = We do not work today: sending waits for { $until }.
reason-day-off-debtor = The customer does not work today: sending waits for { $until }.
reason-observe-only = The installation observes: everything is decided and shown, nothing leaves.
reason-confirm-each = Each message waits for a person’s confirmation.
reason-step-is-confirmed = The step “{ $step }” waits for a person’s confirmation.
reason-done-by-hand = The step “{ $step }” is done by a person.
reason-leaves-by-itself = The message leaves by itself within the sending hours.

held-by-reply = an answer to read
held-by-unknown = a message of unknown fate
verdict-rest = Nothing to do: this customer owes nothing.
verdict-wait = Nothing to do today. Next step: “{ $step }”, on { $on }.
verdict-wait-for-fact = Nothing to do today: what comes next depends on a new fact.
verdict-wait-looked-at = Nothing to do today: what comes next depends on a new fact. Looked at again on { $on }.
verdict-hold = Held: { $gate }.
verdict-hold-resumes = Held: { $gate }. Resumes on { $on }.
verdict-hold-looked-at = Held: { $gate }. Looked at again on { $on }.
verdict-act = To do today: { $acts }.
act-with-step = { $channel } “{ $step }”

step-file-claim = proof of claim
step-campaign = Campaign
step-campaign-named = Campaign { $name }
step-confirm-invoice = invoice to put right
step-personal-message = personal message
step-end-of-strategy = end of the strategy

# What became of each step, for "why?".

fate-done = done on { $day }
fate-next = next, on { $day } at the earliest
fate-to-come = later, from { $day } on
fate-after-another = later, after the step before it
fate-not-called-for = not called for
fate-overtaken = passed over: a further step was reached
fate-done-elsewhere = passed over: another strategy brought the item further
fate-expired = passed over: it makes sense before the due date only
fate-condition-fails = passed over: its condition does not hold
fate-plan-speaks = waiting: the instalment plan speaks instead
fate-campaign-speaks = waiting: a campaign speaks instead, from { $day } on
reason-in-difficulty = This customer has been short of money since { $since }: a person reads what is firm before it leaves.
fate-amicable-phase-over = passed over: it belongs to the amicable phase, which the file has left
fate-not-for-charges = passed over: it is not about charges
fate-other-kind = passed over: it is for another kind of customer
fate-sanction-goes-on = passed over: the sanction is proposed, announced or in force already
fate-barred-proceedings = passed over: collective proceedings are open, running contracts go on (C. com. L622-13)
fate-barred-consumer-price = passed over: a consumer's price is not changed by one side alone (C. conso. R212-1)
fate-barred-winter = passed over: nobody's home is cut off from 1 November to 31 March (CASF L115-3)
fate-barred-water = passed over: nobody's home is cut off from water (CASF L115-3)
fate-too-few = { $open ->
    [one] passed over: { $open } invoice is open, it takes { $fewest }
   *[other] passed over: { $open } invoices are open, it takes { $fewest }
}
fate-below-floor = passed over: { $owed } due on its day, it takes { $floor }
