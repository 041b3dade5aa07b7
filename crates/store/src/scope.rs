//! What a person may see: creditors, with a role for each. Must never be widened by a request.

use receivables::identity::CreditorId;

use crate::error::{Result, StoreError};
use crate::person::Role;

/// The creditors a person may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope(Vec<(CreditorId, Role)>);

/// Proof that somebody may see a creditor. Only a [`Scope`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen(CreditorId);

impl Seen {
    /// The creditor.
    pub const fn creditor(self) -> CreditorId {
        self.0
    }

    /// For the machine itself: runs, reports, the command line of the operator.
    pub const fn by_the_machine(creditor: CreditorId) -> Seen {
        Seen(creditor)
    }
}

impl Scope {
    /// A scope of creditors and roles.
    pub fn of(mut roles: Vec<(CreditorId, Role)>) -> Scope {
        roles.sort_unstable();
        Scope(roles)
    }

    /// The creditors, in the order they were added.
    pub fn creditors(&self) -> impl Iterator<Item = CreditorId> + '_ {
        self.0.iter().map(|(creditor, _)| *creditor)
    }

    /// What the person may do for a creditor; nothing outside the scope.
    pub fn role(&self, creditor: CreditorId) -> Option<Role> {
        self.0
            .iter()
            .find(|(seen, _)| *seen == creditor)
            .map(|(_, role)| *role)
    }

    /// Proof that the person may see a creditor. Outside the scope it does not exist.
    pub fn see(&self, creditor: CreditorId) -> Result<Seen> {
        match self.role(creditor) {
            Some(_) => Ok(Seen(creditor)),
            None => Err(StoreError::NotFound {
                noun: "creditor",
                id: creditor.0,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_creditor_outside_the_scope_does_not_exist() {
        let scope = Scope::of(vec![(CreditorId(2), Role::Reader)]);
        assert_eq!(scope.see(CreditorId(2)).unwrap().creditor(), CreditorId(2));
        assert!(matches!(
            scope.see(CreditorId(1)),
            Err(StoreError::NotFound { .. })
        ));
    }
}
