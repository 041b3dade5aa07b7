# Disputes: the list, the page of one, and what is said after an act.

disputes-title = Disputes
disputes-lead = What customers contest, who answers and by when. Nothing here reaches a customer.
disputes-none = No dispute here.
disputes-open = Open
disputes-mine = Mine
disputes-owed = Credit notes to issue
disputes-settled = Settled in the last 12 months
disputes-contested = Contested today
disputes-late-count = { $count ->
    [0] none beyond its day
    [one] { $count } answer is late
   *[other] { $count } answers are late
}
disputes-to-credit = Credit notes to issue
disputes-cycle = Usual time to settle (median)
disputes-cycle-mean = { $days } on average
disputes-founded = Founded in the last 12 months
disputes-of = { $part } of { $all }
disputes-ours = { $part } by our own fault
disputes-settled-on = Settled on
disputes-age = Lasted

dispute-page-title = Dispute on { $item }
dispute-open = open
dispute-late = answer is late
dispute-paid = paid meanwhile
dispute-settled = settled
dispute-credit-to-come = Credit note to issue
dispute-contested = Contested
dispute-amount-short = Amount
dispute-of = of { $open } open
dispute-opened = Raised on
dispute-owner = Who answers
dispute-nobody = nobody yet
dispute-answer-by = Answer by
dispute-answer-hint = Empty: the usual delay of your company.
dispute-side = Which side
dispute-side-accounting = Accounting
dispute-side-sales = Sales and delivery
dispute-care = Who answers, by when
dispute-care-act = Hand over
dispute-discussion = Between us
dispute-discussion-hint = What colleagues say to each other. The customer never sees it.
dispute-say = Add a note
dispute-say-act = Add
dispute-evidence = Evidence
dispute-evidence-hint = Delivery note, order, photograph, mail: up to 10 MB each.
dispute-evidence-files = Files
dispute-evidence-act = Add the files
file-size = { $size } kB
dispute-settle = Settle the dispute
dispute-settle-act = Settle
dispute-outcome = Outcome
dispute-outcome-choose = Choose…
dispute-credit = Credit note still to issue, if founded
dispute-credit-form-hint = This amount is not asked for until the credit note has come. Put 0 when it is there already.
dispute-fault = Whose fault
dispute-credit-hint = This part is not asked for until the credit note has been imported.
dispute-credit-end = No credit note will come
dispute-credit-end-ask = The customer will be asked for the whole amount again. Go on?
dispute-was-founded = Founded. Settled on { $day } by { $who }.
dispute-was-unfounded = Unfounded: the invoice is owed. Settled on { $day } by { $who }.
dispute-was-gesture = Settled by a commercial gesture on { $day }, approved by { $who }.
fault-unknown = not known
fault-debtor = the customer
fault-ours = us
fault-uncontrollable = nobody (carrier, force majeure…)

gesture-title = Commercial gesture
gesture-hint = A part given up to keep the relation. An administrator approves it; the dispute is then settled and the credit note to issue.
gesture-words = { $amount }, proposed by { $who } on { $when }
gesture-amount = Amount given up
gesture-why = Why
gesture-act = Propose
gesture-answer = A word with your answer
gesture-approve = Approve
gesture-refuse = Refuse
gesture-waits = gesture to approve
gesture-approved = Approved by { $who } on { $when }.
gesture-refused = Refused by { $who } on { $when }.

fact-award = credit note
fact-award-words = { $item }: { $amount } to issue after a dispute
fact-award-end = See
fact-dispute-end = Handle
state-credit-awaited = credit note to issue: { $amount }

event-dispute-assigned = Dispute handed over
event-dispute-evidence = Evidence added to a dispute
event-gesture-proposed = Commercial gesture proposed
event-gesture-answered = Commercial gesture answered
event-award-ended = Credit note no longer awaited

flash-dispute-choose = Say whether the dispute is founded.
flash-dispute-founded = Dispute settled. What the credit note covers is not asked for until it has come.
flash-dispute-unfounded = Dispute settled. The invoice resumes where it was.
flash-dispute-assigned = Dispute handed over.
flash-dispute-said = Note added.
flash-award-ended = The credit note is not awaited any more: the whole amount is asked for again.
flash-evidence-none = Choose at least one file.
flash-evidence-added = Files added.
flash-gesture-proposed = Gesture proposed. An administrator approves it.
flash-gesture-approved = Gesture approved: the dispute is settled and the credit note is to be issued.
flash-gesture-refused = Gesture refused. The dispute goes on.
