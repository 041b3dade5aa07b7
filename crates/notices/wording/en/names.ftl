# The names of the things of the trade, in lower case: they enter sentences and tables.

gate-master-switch = master switch
gate-freshness = age of the data
gate-phase = phase of the file
gate-debtor-hold = hold on the customer
gate-items = state of the invoices
gate-amounts = floor and ceiling
gate-recipient = recipient
gate-contact-budget = frequency of contact
gate-working-day = working days
gate-approval = approval

channel-e-mail = e-mail
channel-sms = text message
channel-letter = letter
channel-registered-letter = registered letter
channel-call = call
channel-task = internal task
act-hand-over = hand-over of the file
act-credit-hold = credit hold
act-payment-before-delivery = payment before delivery
act-service-cut = service cut
act-price-change = price change

kind-invoice = invoice
kind-credit-note = credit note
kind-payment-on-account = payment to allocate
kind-charge = late charges

role-accounts-payable = accounts payable
role-buyer = buyer
role-finance = finance management
role-management = management
role-other = other contact

mode-observe = observe
mode-confirm = confirm
mode-automatic = automatic

release-by-itself = leaves by itself
release-on-confirmation = waits for confirmation
release-by-hand = to be done by a person
release-observed-only = shown, never leaves

approval-automatic = automatic
approval-confirm = to confirm
approval-manual = manual

phase-amicable = amicable
phase-pre-litigation = pre-litigation
phase-handed-over = with a collection agency
phase-litigation = litigation
phase-insolvency = insolvency proceedings
phase-deceased = deceased

debtor-business = business
debtor-consumer = consumer
debtor-public = public buyer

language-french = French
language-english = English

dispute-price = price or discount
dispute-delivery = delivery or quantity
dispute-quality = quality
dispute-reference = missing reference or order number
dispute-not-owed = invoice not owed
dispute-already-paid = the customer says it has paid
dispute-other = other reason

hold-key-relation = relation looked after by a person
hold-in-discussion = discussion under way
hold-debtor-said = answer of the customer to look at
hold-difficulty = passing difficulty of the customer
hold-handed-over = handed over
hold-other = other reason
hold-unreadable = a hold that cannot be read: a person checks it

promise-kept = kept
promise-partly-kept = kept in part
promise-broken = broken
promise-withdrawn = withdrawn

unconfirmed-never-sent = never sent
unconfirmed-delivery-failed = delivery failed
unconfirmed-rejected = rejected by the platform
unconfirmed-refused = refused by the customer

unreachable-no-address = no address known
unreachable-not-a-mobile = no mobile number known
unreachable-bounced = the address no longer answers
unreachable-came-back = the message of this step came back from it
unreachable-refused = asked not to be reached this way
unreachable-carrier-refused = sending refused by the carrier

day-off-creditor = day off on our side
day-off-debtor = day off on the customer’s side

source-ledger = ledger
source-bank = bank

entry-step-by-step = step by step
entry-catch-up = at the step that matches the delay

trigger-on-due = on the due date
trigger-before-due = { $count ->
    [one] { $count } day before the due date
   *[other] { $count } days before the due date
}
trigger-after-due = { $count ->
    [one] { $count } day after the due date
   *[other] { $count } days after the due date
}
trigger-after-issue = { $count ->
    [one] { $count } day after the invoice
   *[other] { $count } days after the invoice
}
trigger-after-delivery = { $count ->
    [one] { $count } day after delivery
   *[other] { $count } days after delivery
}
trigger-after-end-of-due-month = { $count ->
    [one] { $count } day after the end of the month of the due date
   *[other] { $count } days after the end of the month of the due date
}
trigger-after-step = { $count ->
    [one] { $count } day after the step “{ $step }”
   *[other] { $count } days after the step “{ $step }”
}
trigger-promise-broken = when a promise is broken
trigger-dispute-closed = when a dispute is closed
trigger-before-instalment = { $count ->
    [one] { $count } day before an instalment of a plan
   *[other] { $count } days before an instalment of a plan
}
trigger-instalment-missed = when an instalment of a plan is missed
trigger-plan-broken = when a plan ends because it was not kept

advice-out-of-order = The step “{ $step }” comes before the one above it: put the steps in the order of their days.
advice-tone-falls = The tone falls at the step “{ $step }”, which the customer would not understand. Give it at least the tone of the step before.
advice-tone-jumps = The tone rises by more than one level at the step “{ $step }”: add a step or soften this one.
advice-after-pre-litigation = The step “{ $step }” stands after a step of the pre-litigation phase and would always be passed over. Give it `phase = "pre-litigation"`, or put it before.
advice-letters-only = Nothing but letters: an e-mail or a call costs less and obtains more.
advice-ends-in-silence = The strategy ends without a call, a task or a hand-over: add a step that goes to a person.
advice-nothing-before-due = Nothing before the due date: an attentive message a few days ahead avoids oversights and late disputes.

advice-numbered-reminder = “{ $words }” counts reminders: the customer then knows that others will come. Take the number out.
advice-accusation = “{ $words }” accuses: state the fact (the sum, the date) and ask for the reason.
advice-threat = “{ $words }” threatens: simply announce the next step and the date until which it can be avoided.
template-problem-tag = a tag is not written right ({ $words })
template-problem-variable = nothing is called “{ $variable }”: take a name from the list of variables
template-problem-value = a variable here has no value for some customers; write {"{% if variable %}…{% endif %}"} around it: { $words }
template-problem-block = {"{{ "}{ $block }{" }}"} stands alone on its line, with an empty line before and after
template-problem-statement = a message shows what it is about: add a line {"{{ statement }}"}
template-problem-subject = the subject comes out empty
advice-no-payment-date = The text asks for no payment date: add for example “On which date may we count on your payment?”.

invoice-count = { $count ->
    [one] { $count } invoice
   *[other] { $count } invoices
}
