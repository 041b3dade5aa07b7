//! The lists a company exports beside its ledger: its customers and the people there, as CSV files with the
//! headers French software writes.

use receivables::contact::ContactRole;

use super::World;
use super::habit::Habit;

impl World {
    /// The customers: key, name, SIREN, address, country, language, terms. UTF-8, semicolons.
    pub fn debtors_csv(&self) -> Vec<u8> {
        let mut text =
            "Compte;Raison sociale;SIREN;Adresse;Code postal;Ville;Pays;Langue;Conditions de règlement;Étiquettes\r\n".to_string();
        for customer in &self.customers {
            let fields = [
                customer.key.as_str(),
                &customer.name,
                customer.siren.as_deref().unwrap_or_default(),
                &customer.street,
                &customer.post_code,
                &customer.town,
                customer.country,
                customer.language.code(),
                customer.terms_text,
                match customer.habit {
                    Habit::KeyAccount => "grand-compte",
                    _ => "",
                },
            ];
            push(&mut text, &fields);
        }
        text.into_bytes()
    }

    /// The people at the customers: key, name, role, address, telephone, language. UTF-8, semicolons.
    pub fn contacts_csv(&self) -> Vec<u8> {
        let mut text = "Compte;Nom;Fonction;E-mail;Téléphone;Langue\r\n".to_string();
        for customer in &self.customers {
            for person in &customer.people {
                let fields = [
                    customer.key.as_str(),
                    &person.name,
                    role_in_words(person.role),
                    &person.email,
                    &person.phone,
                    customer.language.code(),
                ];
                push(&mut text, &fields);
            }
        }
        text.into_bytes()
    }
}

fn push(text: &mut String, fields: &[&str]) {
    text.push_str(&fields.join(";"));
    text.push_str("\r\n");
}

fn role_in_words(role: ContactRole) -> &'static str {
    match role {
        ContactRole::AccountsPayable => "Comptabilité fournisseurs",
        ContactRole::Buyer => "Acheteur",
        ContactRole::Finance => "Directeur financier",
        ContactRole::Management => "Direction",
        ContactRole::Other => "Autre",
    }
}
