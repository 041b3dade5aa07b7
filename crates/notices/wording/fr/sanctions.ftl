# Les mesures contre un client qui ne paie pas : leurs pages, et ce que l’équipe en lit par e-mail.

sanctions-title = Mesures
sanctions-lead = Suspendre l’encours, livrer contre paiement, interrompre un service, réviser un prix : proposé, approuvé, annoncé à l’équipe avant le jour, levé dès que c’est payé.
sanctions-none = Aucune mesure. Un scénario, une alerte ou la fiche d’un client en propose.
sanctions-file = Fichier pour l’ERP
sanctions-waiting = À approuver
sanctions-running = Annoncées et en vigueur
sanctions-ended = Levées et refusées
sanction-what = Mesure
sanction-why = Pourquoi
sanction-why-hint = L’équipe le lit tel quel.
sanction-why-start = Échéances dépassées sans réponse à nos relances
sanction-from = À partir du
sanction-from-hint = Jamais avant { $days } de préavis après l’approbation.
sanction-claims = Créances en cause
sanction-no-claims = Rien d’échu et de non contesté ne justifie une mesure.
sanction-new = Proposer une mesure
sanction-new-lead = Elle ne s’applique pas d’elle-même : un administrateur l’approuve, l’équipe est prévenue avant le jour.
sanction-cautions = À regarder avant de proposer une mesure
sanction-propose = Proposer
sanction-approve = Approuver
sanction-approve-ask = Approuver cette mesure ? L’équipe en est informée aujourd’hui.
sanction-refuse = Refuser
sanction-lift = Lever
sanction-lift-ask = Lever cette mesure maintenant ? L’équipe en est informée.
sanction-open-now = Reste ouvert
sanction-proposed = à approuver
sanction-announced = annoncée pour le { $day }
sanction-in-force = en vigueur depuis le { $day }
sanction-ended-paid = soldée : rien n’en reste ouvert
sanction-open-again = (ce qui était soldé est de nouveau dû)
sanction-ended-lifted = levée
sanction-ended-refused = refusée
sanction-ended-barred = barrée par une procédure collective
sanction-ended-contested = contestée : nul n’est sanctionné pour ce qui est en litige
sanction-by = proposée le { $day } par { $who }
sanction-approved-by = approuvée par { $who }
sanction-hint = Suspendre l’encours, livrer contre paiement, interrompre le service ou réviser les prix.
sanction-told = L’équipe prévenue : { $addresses }
sanction-told-nobody = Personne n’est prévenu par e-mail : ajoutez des adresses dans les réglages.
sanctions-mail-trouble = { $count ->
    [one] Un e-mail à l’équipe n’est pas parti ou s’est perdu : prévenez-la autrement.
   *[other] { $count } e-mails à l’équipe ne sont pas partis ou se sont perdus : prévenez-la autrement.
}
flash-sanction-proposed = Mesure proposée.
flash-sanction-approved = Mesure approuvée : elle prend effet le { $day }.
flash-sanction-ended = Mesure levée ou refusée.
fact-sanction = Mesure
fact-sanction-end = Voir
event-sanction-opened = Mesure proposée
event-sanction-approved = Mesure approuvée
event-sanction-ended = Mesure levée ou refusée

team-sanction-subject = Mesure à partir du { $day } : { $customer }, { $measure }
team-sanction-text = { $company } applique à { $customer } (compte { $key }) la mesure suivante à partir du { $day } : { $measure }.
team-sanction-why = Raison : { $why }
team-sanction-open = Reste à régler : { $amount }
team-sanction-end = Un règlement lève la mesure, et vous en êtes informés. Si quelque chose s’y oppose, dites-le à la comptabilité avant ce jour.
team-lifted-subject = Mesure levée : { $customer }, { $measure }
team-lifted-text = La mesure « { $measure } » envers { $customer } (compte { $key }) est levée le { $day }.
team-alerts-subject = { $company } : { $count ->
    [one] une alerte
   *[other] { $count } alertes
} au { $day }
team-alerts-lead = Ces alertes viennent de commencer :
team-alerts-more = { $count ->
    [one] et une autre
   *[other] et { $count } autres
}
team-alerts-end = Elles attendent dans Relance, page Alertes.
