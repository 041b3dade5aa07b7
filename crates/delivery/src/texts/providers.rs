//! The providers that are known by name, as their public documentation describes them.

use std::collections::BTreeMap;

use serde_json::json;

use super::description::{Body, Calls, Description, Login, Taken};
use super::sign::Signing;

/// The keys of an application at OVHcloud.
#[derive(Clone)]
pub struct OvhKeys {
    /// Key of the application.
    pub application: String,
    /// Its secret.
    pub secret: String,
    /// Key of the one who allowed it.
    pub consumer: String,
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

/// Twilio, `POST /2010-04-01/Accounts/{account}/Messages.json`. Calls are signed.
pub fn twilio(base: Option<&str>, account: &str, token: &str) -> Description {
    let base = base.unwrap_or("https://api.twilio.com");
    let fields = [
        ("To", "{to}"),
        ("From", "{from}"),
        ("Body", "{text}"),
        ("StatusCallback", "{callback}"),
    ];
    let fields = fields.map(|(name, shape)| (name.to_string(), shape.to_string()));
    Description {
        address: format!("{base}/2010-04-01/Accounts/{account}/Messages.json"),
        headers: BTreeMap::new(),
        login: Some(Login {
            user: account.to_string(),
            password: token.to_string(),
        }),
        body: Body::Form(fields.into()),
        signing: Signing::TwilioCalls {
            token: token.to_string(),
        },
        taken: Taken {
            reference: "sid".to_string(),
            ..Taken::default()
        },
        calls: Calls {
            reference: "MessageSid".to_string(),
            status: "MessageStatus".to_string(),
            delivered: words(&["delivered", "read"]),
            failed: words(&["undelivered", "failed", "canceled"]),
            code: "ErrorCode".to_string(),
            // Unknown destination, landline or unreachable carrier, number not valid, not a mobile.
            never: words(&["30005", "30006", "21211", "21614"]),
            words: "ErrorMessage".to_string(),
            from: "From".to_string(),
            text: "Body".to_string(),
            answer_reference: "MessageSid".to_string(),
            answered: Vec::new(),
        },
    }
}

/// Brevo, `POST /v3/transactionalSMS/send`.
pub fn brevo(base: Option<&str>, key: &str) -> Description {
    let base = base.unwrap_or("https://api.brevo.com");
    Description {
        address: format!("{base}/v3/transactionalSMS/send"),
        headers: BTreeMap::from([("api-key".to_string(), key.to_string())]),
        login: None,
        body: Body::Json(json!({
            "type": "transactional",
            "unicodeEnabled": true,
            "sender": "{from}",
            "recipient": "{to_digits}",
            "content": "{text}",
            "tag": "{reference}",
            "webUrl": "{callback}",
        })),
        signing: Signing::None,
        taken: Taken {
            reference: "messageId".to_string(),
            ..Taken::default()
        },
        calls: Calls {
            reference: "messageId".to_string(),
            status: "msg_status".to_string(),
            delivered: words(&["delivered"]),
            failed: words(&["soft_bounce", "softBounces", "rejected", "skip", "blocked"]),
            code: "error_code".to_string(),
            never: words(&["hard_bounce", "hardBounces", "blacklisted"]),
            words: "description".to_string(),
            answered: words(&["replied", "reply", "unsubscribe"]),
            from: "to".to_string(),
            text: "reply".to_string(),
            answer_reference: String::new(),
        },
    }
}

/// Callr, JSON-RPC `sms.send`. Its calls are subscribed to once, for the whole account.
pub fn callr(base: Option<&str>, user: &str, password: &str) -> Description {
    let base = base.unwrap_or("https://api.callr.com");
    Description {
        address: format!("{base}/json-rpc/v1.1/"),
        headers: BTreeMap::new(),
        login: Some(Login {
            user: user.to_string(),
            password: password.to_string(),
        }),
        body: Body::Json(json!({
            "jsonrpc": "2.0",
            "id": 1,
            "method": "sms.send",
            "params": ["{from}", "{to}", "{text}", {"nature": "ALERTING", "user_data": "{reference}"}],
        })),
        signing: Signing::None,
        taken: Taken {
            reference: "result".to_string(),
            refused: None,
            failed: Some("error".to_string()),
        },
        calls: Calls {
            reference: "data.id".to_string(),
            status: "data.status".to_string(),
            delivered: words(&["DELIVERED", "RECEIVED_BY_HANDSET"]),
            failed: words(&["ERROR", "FAILED", "EXPIRED", "REJECTED", "UNDELIVERED"]),
            code: "data.error".to_string(),
            never: Vec::new(),
            words: "data.error_message".to_string(),
            answered: words(&["RECEIVED"]),
            from: "data.from".to_string(),
            text: "data.text".to_string(),
            answer_reference: "data.id".to_string(),
        },
    }
}

/// OVHcloud, `POST /1.0/sms/{service}/jobs`, signed. Its calls go to one address for the whole service.
pub fn ovh(base: Option<&str>, service: &str, keys: &OvhKeys) -> Description {
    let base = base.unwrap_or("https://eu.api.ovh.com");
    Description {
        address: format!("{base}/1.0/sms/{service}/jobs"),
        headers: BTreeMap::new(),
        login: None,
        body: Body::Json(json!({
            "charset": "UTF-8",
            "class": "phoneDisplay",
            "message": "{text}",
            "noStopClause": true,
            "priority": "high",
            "receivers": ["{to}"],
            "sender": "{from}",
            "tag": "{reference}",
        })),
        signing: Signing::OvhRequests {
            application: keys.application.clone(),
            secret: keys.secret.clone(),
            consumer: keys.consumer.clone(),
        },
        taken: Taken {
            reference: "ids.0".to_string(),
            refused: Some("invalidReceivers".to_string()),
            failed: None,
        },
        calls: Calls {
            reference: "id".to_string(),
            status: "ptt".to_string(),
            delivered: words(&["4"]),
            failed: words(&[
                "5", "6", "8", "20", "21", "24", "25", "26", "28", "29", "33", "39", "73", "74",
                "76", "202",
            ]),
            // Number not valid or barred for good; handset that can never take one.
            never: words(&["23", "27"]),
            words: "descriptionDlr".to_string(),
            ..Calls::default()
        },
    }
}
