//! The values that go into statements. Must never grow a kind that one engine lacks: integers, text,
//! bytes and nothing.

use std::borrow::Cow;
use std::error::Error;

use tokio_postgres::types::{IsNull, ToSql, Type, private::BytesMut};

/// One parameter of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// No value.
    Null,
    /// A 64-bit integer: identity, minor units, count.
    Integer(i64),
    /// A text: word, day, instant, JSON.
    Text(Cow<'a, str>),
    /// Bytes kept as they came.
    Bytes(Cow<'a, [u8]>),
}

impl From<i64> for Value<'_> {
    fn from(integer: i64) -> Self {
        Value::Integer(integer)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Value::Bytes(Cow::Borrowed(bytes))
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Integer(integer) => ValueRef::Integer(*integer),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        target: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Integer(integer) if *target == Type::INT4 => {
                i32::try_from(*integer)?.to_sql(target, out)
            }
            Value::Integer(integer) if *target == Type::INT8 => integer.to_sql(target, out),
            Value::Text(text) if <&str as ToSql>::accepts(target) => {
                text.as_ref().to_sql(target, out)
            }
            Value::Bytes(bytes) if *target == Type::BYTEA => bytes.as_ref().to_sql(target, out),
            _ => Err(format!("a parameter of the wrong kind for a column of type {target}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}
