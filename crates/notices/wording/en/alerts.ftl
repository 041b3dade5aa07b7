# Alerts: the list, the editor, the trial on the past.

alerts-title = Alerts
alerts-lead = What you want to hear of, looked at every day for every customer.
alerts-new = New alert
alerts-waiting = To see to
alerts-waiting-none = Nothing to see to.
alerts-account = Customer
alerts-alert = Alert
alerts-since = Since
alerts-seen = Seen
alerts-count = { $count ->
    [one] { $count } customer to see to
   *[other] { $count } customers to see to
}
alerts-all = The alerts
alerts-none = No alert. Take one below, or write your own: it is tried on the last three months before it is switched on.
alerts-act = What it does
alerts-ideas = To begin with
alerts-ideas-hint = Each opens with its trial on the last 90 days
alert-act-tell = tells
alert-act-hold = tells and holds the customer
alert-act-payment-before-delivery = tells and proposes payment before delivery
alert-act-credit-hold = tells and proposes a credit hold
alert-act-service-cut = tells and proposes a service cut
alert-on = on
alert-off = off
alert-switch-on = Switch on
alert-switch-off = Switch off
alert-keep = Save
alert-try = Try on the past
alert-trial = What it would have said
alert-trial-words = In { $days } days: { $hits } alerts, for { $accounts } customers.
alert-trial-today = True today for { $accounts } customers.
alert-trial-hint = By the invoices, payments, promises, disputes and contacts as they stood each morning. What has no date (phase, tags, addresses, average delay) is taken as it is today.
alert-trial-from = From
alert-trial-lasted = Lasted
alert-trial-goes-on = goes on
alert-trial-more = The others are not shown.
alert-history = What it said
alert-until = Until
alert-seen-by = Seen by
alert-remove = Remove the alert
alert-remove-ask = Remove this alert? What it said stays in the journal.
alert-idea-silence = Much overdue, no contact for a month
alert-idea-promise = Two broken promises
alert-idea-address = Late, without an e-mail address that works
alert-idea-unusual = A good payer who stopped paying
alert-idea-old = More than four months late
alert-idea-insolvency = Insolvency with something open
flash-alert-kept = The alert is kept. This is what it would have said.
flash-alert-on = The alert is on: it speaks from the next day on.
flash-alert-off = The alert is off.
flash-alert-removed = The alert is removed.
flash-alert-seen = Noted. The alert speaks of this customer again only after its condition ended and came back.
