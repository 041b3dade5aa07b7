calls-title = Calls
calls-over = Today’s list is at its end.
calls-skipped = { $count ->
    [one] Take up the call that was skipped
   *[other] Take up the { $count } calls that were skipped
}
calls-today = Today
calls-today-none = No call noted today.
calls-reasons = Why invoices are not paid
calls-reasons-hint = What customers say on the telephone, over 90 days.
calls-reasons-none = Nothing noted yet.
calls-place = call { $number } of { $all }
calls-skip = Skip
calls-script = What to say
calls-no-number = No number is known: find it, then add it to the customer’s contacts.
calls-form = What came of it
calls-outcome = The call
calls-reason = Why it is not paid
calls-claims = What it is about
calls-if-contested = Contested: what is
calls-if-paid = Already paid: how long to wait
calls-until-hint = Empty: a week. Until then nothing is asked for the lines ticked.
calls-words = What was said
calls-keep = Keep and go on to the next
calls-keep-hint = Promise, dispute or wait are kept with the call; for a difficulty the instalment plan opens next.
calls-reason-forgotten = Overlooked
calls-reason-not-received = Invoice not received
calls-reason-awaiting-approval = Waiting for approval
calls-reason-order-number-missing = Order number missing
calls-reason-contested = Contested
calls-reason-cash-difficulty = Short of cash
calls-reason-already-paid = Already paid
calls-reason-bank-details = Bank details
calls-reason-other = Other
flash-call-kept = The call is noted.
flash-call-plan = The call is noted. Propose an instalment plan.
calls-call = Call
