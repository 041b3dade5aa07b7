# Écrire à un client, et les mots d’où l’on part. « draft- » est lu par le client.

message-title = Écrire au client
message-lead = Le message part dans la minute, une seule fois, avec votre en-tête et votre signature. Il compte comme un contact : aucune relance automatique ne le suit de trop près.
message-to = À
message-from = Signé par
message-subject = Objet
message-words = Message
message-hint = Une ligne vide commence un paragraphe. Ctrl + Entrée envoie.
message-statement = Joindre le relevé du compte
message-handled = La réponse du client est traitée
message-send = Envoyer
message-send-next = Envoyer, appel suivant
message-not = Ne pas écrire
message-nobody = Aucun contact de ce client ne peut être joint par e-mail.
message-nobody-act = Ajouter ou corriger un contact
message-act = Écrire
message-answer = Répondre
trial-subject = [Essai] { $subject }
trial-act = M’envoyer un essai
flash-trial-sent = Essai envoyé à { $address }, sans ses pièces jointes.
flash-message-written = Message prêt : il part dans la minute.

draft-greeting = Bonjour,
draft-greeting-named = Bonjour { $name },
draft-closing = Bien cordialement,
draft-invoice = – { $reference } : { $amount }, échéance du { $due }
draft-call-subject = Suite à notre échange téléphonique – { $company }
draft-call-thanks = Merci pour notre échange téléphonique de ce jour. En voici l’essentiel.
draft-call-promised = Vous réglez au plus tard le { $day } :
draft-call-contested = Vous contestez :
draft-call-contested-next = Nous étudions votre réclamation et revenons vers vous ; d’ici là, nous ne relançons pas ces montants.
draft-call-paid = Vous nous indiquez avoir déjà réglé :
draft-call-paid-next = Pouvez-vous nous donner la date et la référence du virement ? Nous le recherchons de notre côté.
draft-call-open = Restent à régler :
draft-call-open-next = Merci de nous indiquer la date à laquelle ce règlement est prévu.
draft-call-correct = Si l’un de ces points n’est pas exact, répondez simplement à ce message.
