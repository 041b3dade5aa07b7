# Cash application: why money that came in is put on these invoices, one sentence for each reason.

cash-number-named = The payment names { $number }.
cash-checked-reference = The structured reference, whose check digits are right, holds { $number }.
cash-known-account = The account is known as { $name }’s.
cash-pays-in-full = The amount is exactly what is open.
cash-pays-the-sum = { $count ->
    [one] The amount is exactly that of the item named.
   *[other] The amount is exactly the sum of the { $count } items named.
}
cash-pays-one-instalment = The amount is exactly one instalment of { $number }.
cash-pays-the-plan =
    { $count ->
        [one] The amount is the next instalment of the plan that was agreed.
       *[other] The amount is the next { $count } instalments of the plan that was agreed.
    }
cash-pays-less = It is { $amount } less than what is open.
cash-pays-more = { $amount } remain once the items are settled.
cash-deducts-credit-note = Credit note { $number } is deducted.
cash-number-too-plain = The number { $number } is too short to prove anything by itself.
cash-several-debtors = The numbers named belong to several customers: { $names }.
cash-currency-differs = { $number } is in another currency.
cash-already-settled = { $number } is settled already: it may have been paid twice.
cash-nothing-known = Nothing names an item or a customer.
cash-number-shortened = { $number } is named without its prefix or its zeros.
cash-number-damaged = { $number } is named with one sign wrong.
cash-in-named-range = { $number } lies in the range named.
cash-name-agrees = The payer’s name is that of { $name }.
cash-name-is-like = The payer’s name, cut, shortened or damaged, is likest { $name }.
cash-known-payer-name = This payer’s name was confirmed for { $name } before.
cash-paid-by-group = The payer, { $name }, belongs to the same group.
cash-paid-by-another = The payer’s name is that of another customer, { $name }.
cash-amount-agrees = { $count ->
    [one] The amount is that of one open item and of no other.
   *[other] The amount is that of the item; { $count } open items have it.
}
cash-sum-agrees = { $count ->
    [one] The amount is that of one open item, less credit notes.
   *[other] The amount is the sum of { $count } open items.
}
cash-all-that-was-due = It is all that was due on that day.
cash-oldest-first = They are the oldest items.
cash-takes-discount = The agreed discount of { $amount } is deducted.
cash-bank-fees = { $amount } are missing, probably bank fees.
cash-includes-fixed-sum = The fixed recovery sum is included: { $amount }.
cash-others-fit-too = { $count ->
    [one] One other possibility fits nearly as well.
   *[other] { $count } other possibilities fit nearly as well.
}
cash-word-against = The word “{ $word }” speaks of something else than an invoice being paid.
cash-unknown-number = A number that looks like yours is open nowhere.
cash-asked-to-look = A person wants to see each payment of { $name }.

cash-decision-applied = applied
cash-decision-proposed = proposed
cash-decision-none = no proposal
cash-column-count = payments
cash-column-amount = amount
cash-title = { $payments } payments, { $invoices } open items
cash-time = Matched in { $milliseconds } ms.
cash-written = Decisions written to { $file }.

told-format = Format
told-days = Entries
told-from-to = from { $from } to { $to }
told-statement = Account { $account }
told-account-unnamed = not named
told-balances = { $opening } → { $closing }
told-balances-add-up = { $opening } → { $closing }, adds up
told-balances-differ = { $opening } → { $closing }, does not add up
told-no-balance = no balance
told-invoices = Invoices
told-open-invoices = Still open
told-credit-notes = Credit notes
told-payments = Payments
told-opening-balances = Opening balances
told-other-debits = Other debits
told-other-credits = Other credits
told-customers-debit = Customer accounts, debit
told-customers-credit = Customer accounts, credit
told-customers-unlettered-debit = Not lettered, debit
told-customers-unlettered-credit = Not lettered, credit
told-credits = Money in
told-debits = Money out
told-gross = Invoiced incl. tax
told-prepaid = Paid in advance
told-to-pay = To pay
told-payments-ordered = Payments ordered
told-payments-refused = Payments refused
told-debtors = Debtors
