# The few commands of every day. Each also works without just: they are one line long.

# everything that must hold before a change is kept
test *arguments:
    ./test {{arguments}}

# the demonstration: a company with 18 months of ledger, in the browser
demo *arguments:
    cargo run -- demo {{arguments}}

# the figures of docs/manual/performance.md, both engines
bench *arguments:
    cargo build --release
    ./test with cargo run --release -p simulation --bin bench -- {{arguments}}

# the house style, written into the files
fmt:
    cargo fmt --all

# what clippy and tidy think, without the rest
lint:
    cargo clippy --workspace --all-targets -- -D warnings
    cargo test -p tidy

# damage to real files, for as long as one likes: just fuzz, just fuzz camt, just fuzz camt 30 (minutes for each format)
fuzz target="" minutes="10":
    RELANCE_FUZZ_SECONDS=$(({{minutes}} * 60)) cargo test -p intake --test fuzz -- --nocapture --test-threads 1 {{ if target == "" { "" } else { "--exact " + target } }}
