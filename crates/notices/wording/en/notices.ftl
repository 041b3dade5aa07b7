# The words of the messages themselves: statement, greeting, signature, late charges.

salutation-named = Dear { $name },
salutation-unnamed = Dear Sir or Madam,

invoices-one = invoice { $references }
invoices-many = invoices { $references }
invoices-mixed = the sums set out below
of-invoices-one = of invoice { $references }
of-invoices-many = of invoices { $references }
of-invoices-mixed = of the sums set out below
item-with-instalment = { $reference } (instalment { $instalment })
charge-of = Late charge, { $reference }

statement-title = Statement of account, { $day }
statement-sheet = Statement
statement-kind = Kind
statement-days-late = Days late
statement-currency = Currency
statement-note = Note
statement-file = statement-of-account
statement-reference = Invoice
statement-issued = Date
statement-due = Due
statement-late = Late
statement-amount = Amount
statement-open = Open
statement-issued-on = of { $day }
statement-late-by = { $days } late
statement-disputed = of which { $amount } disputed, set aside
statement-awarded = of which { $amount }: our credit note after the dispute
statement-more = { $count ->
    [one] and { $count } more line
   *[other] and { $count } more lines
}
total-open = Total of the lines above
total-credits = Credit notes and payments deducted
total-disputed = Disputed part, set aside
total-awarded = Our credit note after the dispute
total-promised = Payments already promised
total-planned = Other instalments and parts followed separately
total-asked = To be paid

others-title = For information, other lines of your account
other-to-come = due on { $day }
other-late = was due on { $day }
other-disputed = disputed, set aside
other-awarded = covered by our credit note after the dispute
other-promised = payment promised for { $day }
other-planned = paid by instalments, next one on { $day }
other-credit-note = credit note at your disposal
other-payment = payment to allocate

payment-title = To pay by bank transfer
payment-holder = Account holder
payment-iban = IBAN
payment-bic = BIC
payment-reference = Reference to quote
payment-amount = Amount
payment-code = Scan with your banking app

late-charges-note = For information, the late-payment interest that could be applied to date amounts to { $interest } (yearly rate { $rate }), and the fixed recovery charge to { $fixed } ({ $basis }). They are not included in the sums above.
late-interest-note = For information, the late-payment interest that could be applied to date amounts to { $interest } (yearly rate { $rate }; { $basis }). It is not included in the sums above.

basis-french-commerce = article L441-10 of the French Code de commerce
basis-french-public-order = articles L2192-13 and R2192-31 of the French Code de la commande publique
basis-european = national law under directive 2011/7/EU
basis-british = Late Payment of Commercial Debts (Interest) Act 1998
basis-contract = our terms of contract
basis-national = applicable law

late-terms-french-commerce = French law provides for interest at the ECB refinancing rate plus 10 points and a fixed recovery charge of €40 for each invoice (article L441-10 of the Code de commerce)
late-terms-french-public-order = French law provides for interest at the ECB refinancing rate plus 8 points and a fixed charge of €40 (Code de la commande publique)
late-terms-european = the law provides for late-payment interest and a fixed recovery charge
late-terms-british = the law provides for late-payment interest and a fixed sum (Late Payment of Commercial Debts (Interest) Act 1998)
late-terms-contract = our terms of contract provide for late-payment interest
late-terms-national = the law provides for late-payment interest

letter-place-and-day = { $place }, { $day }
letter-day = { $day }
letter-registered = Registered letter with proof of delivery
letter-subject = Subject: { $subject }
letter-account = Your account: { $account }
letter-page = Page

posting-title = Posting list of { $day }
posting-sum = { $count ->
    [one] { $count } letter, in the order of printing.
   *[other] { $count } letters, in the order of printing.
}
posting-number = No.
posting-account = Account
posting-addressee = Addressee
posting-kind = Kind
posting-post-number = Item number
letters-file-name = letters
