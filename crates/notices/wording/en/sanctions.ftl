# What is done to a customer who does not pay: the pages, and what the team reads by e-mail.

sanctions-title = Sanctions
sanctions-lead = Credit hold, payment before delivery, a service cut, a price change: proposed, approved, told to the team before the day, lifted once it is paid.
sanctions-none = No sanction. A strategy, an alert or the page of a customer proposes one.
sanctions-file = File for the ERP
sanctions-waiting = To approve
sanctions-running = Announced and in force
sanctions-ended = Lifted and refused
sanction-what = Sanction
sanction-why = Why
sanction-why-hint = The team reads it as it stands.
sanction-why-start = Overdue, and no answer to our reminders
sanction-from = From
sanction-from-hint = Never before { $days } of notice after it is approved.
sanction-claims = Claims behind it
sanction-no-claims = Nothing overdue and uncontested stands behind a sanction.
sanction-new = Propose a sanction
sanction-new-lead = It is not applied by itself: an administrator approves it, and the team hears of it before the day.
sanction-cautions = Look at this before you propose a sanction
sanction-propose = Propose
sanction-approve = Approve
sanction-approve-ask = Approve this sanction? The team is told today.
sanction-refuse = Refuse
sanction-lift = Lift
sanction-lift-ask = Lift this sanction now? The team is told.
sanction-open-now = Open still
sanction-proposed = to approve
sanction-announced = announced for { $day }
sanction-in-force = in force since { $day }
sanction-ended-paid = settled: nothing of it is open any more
sanction-open-again = (what was settled is open again)
sanction-ended-lifted = lifted
sanction-ended-refused = refused
sanction-ended-barred = barred by collective proceedings
sanction-ended-contested = contested: nobody is sanctioned for what is in dispute
sanction-by = proposed on { $day } by { $who }
sanction-approved-by = approved by { $who }
sanction-hint = Credit hold, payment before delivery, a service cut or a price change.
sanction-told = Told: { $addresses }
sanction-told-nobody = Nobody is told by e-mail: add addresses in the settings.
sanctions-mail-trouble = { $count ->
    [one] An e-mail to the team did not leave or was lost: tell them another way.
   *[other] { $count } e-mails to the team did not leave or were lost: tell them another way.
}
flash-sanction-proposed = Sanction proposed.
flash-sanction-approved = Sanction approved: it takes effect on { $day }.
flash-sanction-ended = Sanction lifted or refused.
fact-sanction = Sanction
fact-sanction-end = Look
event-sanction-opened = Sanction proposed
event-sanction-approved = Sanction approved
event-sanction-ended = Sanction lifted or refused

team-sanction-subject = Sanction from { $day }: { $customer }, { $measure }
team-sanction-text = From { $day }, { $company } applies to { $customer } (account { $key }): { $measure }.
team-sanction-why = Why: { $why }
team-sanction-open = To be paid: { $amount }
team-sanction-end = A payment lifts it, and you are told. If something speaks against it, tell accounting before that day.
team-lifted-subject = Sanction lifted: { $customer }, { $measure }
team-lifted-text = The sanction "{ $measure }" against { $customer } (account { $key }) is lifted on { $day }.
team-alerts-subject = { $company }: { $count ->
    [one] one alert
   *[other] { $count } alerts
}, { $day }
team-alerts-lead = These alerts have just begun:
team-alerts-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
team-alerts-end = They wait in Relance, on the page of alerts.
