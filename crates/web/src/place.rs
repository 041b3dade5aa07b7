//! The identities in an address. One that does not read leads nowhere: the page does not exist.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::failure::Failure;
use crate::state::WebState;

/// The one identity in an address.
pub(crate) struct At<T>(pub T);

/// The two identities in an address, in order.
pub(crate) struct AtBoth<A, B>(pub A, pub B);

/// The three identities in an address, in order.
pub(crate) struct AtThree<A, B, C>(pub A, pub B, pub C);

async fn places(parts: &mut Parts, state: &WebState) -> Result<Vec<String>, Failure> {
    match Path::<Vec<(String, String)>>::from_request_parts(parts, state).await {
        Ok(Path(places)) => Ok(places.into_iter().map(|(_, place)| place).collect()),
        Err(_) => Err(Failure::NotFound),
    }
}

fn read<T: FromStr>(place: Option<&String>) -> Result<T, Failure> {
    place
        .and_then(|text| text.parse().ok())
        .ok_or(Failure::NotFound)
}

impl<T: FromStr> FromRequestParts<WebState> for At<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Failure> {
        let places = places(parts, state).await?;
        Ok(At(read(places.first())?))
    }
}

impl<A: FromStr, B: FromStr> FromRequestParts<WebState> for AtBoth<A, B> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Failure> {
        let places = places(parts, state).await?;
        Ok(AtBoth(read(places.first())?, read(places.get(1))?))
    }
}

impl<A: FromStr, B: FromStr, C: FromStr> FromRequestParts<WebState> for AtThree<A, B, C> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Failure> {
        let places = places(parts, state).await?;
        Ok(AtThree(
            read(places.first())?,
            read(places.get(1))?,
            read(places.get(2))?,
        ))
    }
}
