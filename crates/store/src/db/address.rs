//! Where a database is and what opens it. Must never hold a key read from anywhere but its file.

use std::path::{Path, PathBuf};

/// Where the database is.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseAddress {
    /// One encrypted SQLite file. The key file is made at first start.
    SqliteFile {
        /// The database file.
        path: PathBuf,
        /// The file of the 32-byte key, in hexadecimal; see [`DatabaseAddress::file`].
        key: PathBuf,
    },
    /// An encrypted SQLite file in a temporary folder, under a key that is never written down;
    /// it is gone when the database is dropped. For tests and dry runs.
    SqliteMemory,
    /// A PostgreSQL server.
    Postgres {
        /// `postgres://user:password@host:port/database`.
        url: String,
    },
}

impl DatabaseAddress {
    /// A SQLite file with its key file beside it: `relance.db` and `relance.db.key`.
    pub fn file(path: &Path) -> Self {
        let mut key = path.as_os_str().to_owned();
        key.push(".key");
        DatabaseAddress::SqliteFile {
            path: path.to_path_buf(),
            key: PathBuf::from(key),
        }
    }

    /// Reads what `--database` accepts: a `postgres://` address, or a path.
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return DatabaseAddress::Postgres {
                url: text.to_string(),
            };
        }
        Self::file(Path::new(text))
    }
}

/// Without the password of a server, so that it may be written to a log.
impl std::fmt::Display for DatabaseAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            DatabaseAddress::SqliteFile { path, .. } => write!(f, "{}", path.display()),
            DatabaseAddress::SqliteMemory => f.write_str("a temporary database"),
            DatabaseAddress::Postgres { url } => f.write_str(&without_password(url)),
        }
    }
}

impl std::fmt::Debug for DatabaseAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

fn without_password(url: &str) -> String {
    let shown = url.split('?').next().unwrap_or(url);
    let Some((scheme, rest)) = shown.split_once("://") else {
        return "postgres".to_string();
    };
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{host}")
        }
        None => shown.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        let address =
            DatabaseAddress::parse("postgres://desk:se@cret@db.example:5432/relance?password=x");
        assert_eq!(
            address.to_string(),
            "postgres://desk@db.example:5432/relance"
        );
        assert_eq!(
            format!("{address:?}"),
            "postgres://desk@db.example:5432/relance"
        );
    }

    #[test]
    fn the_key_file_stands_beside_the_database() {
        let DatabaseAddress::SqliteFile { path, key } =
            DatabaseAddress::parse("/var/lib/relance/relance.db")
        else {
            panic!("a path is a SQLite file");
        };
        assert_eq!(path, Path::new("/var/lib/relance/relance.db"));
        assert_eq!(key, Path::new("/var/lib/relance/relance.db.key"));
    }
}
