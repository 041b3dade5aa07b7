//! The style of the diagnosis page: light, dark, on a phone and on paper. Nothing is fetched.

/// The style sheet, followed by that of the charts.
pub(super) const STYLE: &str = "
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6472; --line: #dfe3e8; --sheet: #ffffff; --page: #eef0f3; --panel: #f3f5f8; --warn: #8a4b00; --warn-page: #fff4e2; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #aab2bf; --line: #3a404a; --sheet: #1d2127; --page: #14171c; --panel: #262b33; --warn: #f3c98b; --warn-page: #33291a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif; }
main { max-width: 940px; margin: 0 auto; padding: 24px 16px 40px; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 6px; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 0 0 12px; }
p { margin: 0 0 10px; }
.soft, .note { color: var(--soft); }
.note { font-size: .86rem; }
section { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 18px; margin: 16px 0; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 18px 0; }
.tile { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; }
.tile b { display: block; font-size: 1.3rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.cautions { background: var(--warn-page); border-color: var(--warn); }
.cautions h2 { color: var(--warn); }
ul { margin: 0; padding-left: 20px; }
.wide { overflow-x: auto; margin-top: 14px; }
table { width: 100%; border-collapse: collapse; font-size: .92rem; }
th, td { padding: 6px 8px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; font-size: .82rem; }
td.figure, th.figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tr.total td { font-weight: 600; }
footer { color: var(--soft); font-size: .85rem; }
@media print { body { background: #fff; } main { max-width: none; padding: 0; } section, .tile { break-inside: avoid; } }
";
