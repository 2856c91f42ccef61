//! The rule that what is open has somebody who does it.

use super::{Found, Has};
use crate::normalize::owners::is_vacant;
use crate::record::Code;

pub(super) fn check(has: &Has, found: &mut Found<'_, '_>) {
    let record = found.record;
    if !has.owners || record.status.is_some_and(|status| !status.is_open()) {
        return;
    }
    let missing = record.owners.is_empty().then(|| "nobody is named who does it".to_owned());
    found.ask(Code::OwnerMissing, missing, &["owners"], "open records name no owner");
    let vacant = record.owners.iter().find(|owner| is_vacant(&owner.as_written));
    if let Some(owner) = vacant {
        let post = owner.role.as_deref().or(owner.unit.as_deref()).unwrap_or(&owner.as_written);
        found.add(Code::OwnerMissing, format!("the post is vacant: {post}"), &["owners"]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::refs;
    use super::*;

    #[test]
    fn what_is_open_has_an_owner() {
        let lines = [
            "1,Paint the pier,On track,",
            "2,Mend the slipway,On track,J. Roe",
            "3,Light the steps,Complete,",
            "4,Count the boats,On track,Harbour master (vacant)",
        ];
        assert_eq!(refs(Code::OwnerMissing, "Ref,Action,Status,Owner", &lines, None), [1, 4]);
        let none: [usize; 0] = [];
        let ownerless = ["1,Paint the pier,On track", "2,Mend the slipway,On track"];
        assert_eq!(refs(Code::OwnerMissing, "Ref,Action,Status", &ownerless, None), none);
    }
}
