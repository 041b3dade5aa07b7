//! Whatever the bytes, reading a bank file ends, with facts or with problems, and damage stays where it is.

use intake::{bank, bank_table, cfonb, mt940, ofx, qif};
use proptest::prelude::*;

const CFONB: &str = "0130002    01234EUR2 0123456789A  300126                                                  0000000010000{                \n\
0430002XXXX01234EUR2 0123456789A18310126  310126VIR DUPONT                     0000000  0000000001000{REF1            \n\
0530002XXXX01234EUR2 0123456789A18310126     NPYDUPONT                                                                \n\
0430002XXXX01234EUR2 0123456789A18310126  310126VIR MARTIN                     0000000  0000000002000{REF2            \n\
0430002XXXX01234EUR2 0123456789AB3310126  310126REJET DURAND                   0000000  0000000003000}REF3            \n\
0730002    01234EUR2 0123456789A  310126                                                  0000000010000{                \n";
const MT940: &str = ":20:A\n:25:1\n:28C:1/1\n:60F:C260130EUR100,\n:61:2601310131C10,NTRFX//1\n:86:166?00A?20EREF+1?21SVWZ+F1\n\
:61:2601310131C20,NTRFX//2\n:86:/EREF/2/REMI/F2\n:61:2601310131D30,NRTIX//3\n:86:free\n:62F:C260131EUR100,\n-\n";
const OFX: &str = "OFXHEADER:100\nVERSION:102\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>\n\
<STMTTRN><DTPOSTED>20260131<TRNAMT>1.50<FITID>1<NAME>a</STMTTRN>\n<STMTTRN><DTPOSTED>20260131<TRNAMT>-2<FITID>2<NAME>b</STMTTRN>\n\
</BANKTRANLIST><LEDGERBAL><BALAMT>1<DTASOF>20260131</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n";
const QIF: &str =
    "!Type:Bank\nD31/01/2026\nT1,50\nPa\n^\nD31/01/2026\nT-2,00\nPb\nSx\n$-1,00\nSy\n$-1,00\n^\n";
const TABLE: &str = "Compte;12345678\nDate;Libellé;Débit;Crédit;Solde\n13/01/2026;a;1,00;;99,00\n14/01/2026;b;2,00;;97,00\n15/01/2026;c;;3,00;100,00\n";

fn check_bank(bytes: &[u8]) -> Result<(), TestCaseError> {
    let readings = [
        bank::read(bytes),
        cfonb::read(bytes),
        mt940::read(bytes),
        ofx::read(bytes),
        qif::read(bytes),
    ];
    for read in readings {
        prop_assert!(!read.facts.statements.is_empty() || !read.problems.is_empty());
        let statements: Vec<&bank::BankStatement> = read.facts.statements.iter().collect();
        prop_assert!(bank::chain::chain(None, &statements).statements.len() <= statements.len());
    }
    let table = bank_table::read(bytes, None);
    prop_assert!(!table.facts.file.statements.is_empty() || !table.problems.is_empty());
    let again = bank_table::read(bytes, Some(&table.facts.mapping));
    prop_assert!(!again.facts.file.statements.is_empty() || !again.problems.is_empty());
    Ok(())
}

fn entries(text: &[u8]) -> Vec<i64> {
    let read = bank::read(text);
    let entries = read.facts.statements.iter().flat_map(|one| &one.entries);
    entries.map(|entry| entry.amount.minor).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_as_a_bank_file_end_in_facts_or_problems(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check_bank(&bytes)?;
    }

    #[test]
    fn any_text_of_the_alphabet_of_banks_ends_in_facts_or_problems(text in "[0-9A-Z:;,<>/?!^+{}\\n \"'.é-]{0,300}", which in 0_usize..5) {
        let start = [CFONB, MT940, OFX, QIF, TABLE][which];
        let cut = start.char_indices().nth(start.chars().count() / 2).map_or(0, |(at, _)| at);
        check_bank(format!("{}{text}{}", &start[..cut], &start[cut..]).as_bytes())?;
        check_bank(text.as_bytes())?;
    }

    #[test]
    fn a_damaged_bank_file_ends_in_facts_or_problems(
        which in 0_usize..5,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = [CFONB, MT940, OFX, QIF, TABLE][which].as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len()) + 1);
        check_bank(&bytes)?;
    }

    #[test]
    fn one_line_of_rubbish_costs_at_most_its_own_entry(
        (which, lines) in prop_oneof![Just((0_usize, 1..5_usize)), Just((1, 4..10)), Just((2, 3..5)), Just((4, 2..5))]
            .prop_flat_map(|(which, lines)| (Just(which), lines)),
        rubbish in "[a-z0-9 .,;]{0,130}",
    ) {
        let text = [CFONB, MT940, OFX, QIF, TABLE][which];
        let whole = entries(text.as_bytes());
        let damaged: Vec<&str> = text.lines().enumerate().map(|(at, line)| if at == lines { rubbish.as_str() } else { line }).collect();
        let left = entries(damaged.join("\n").as_bytes());
        let missing = whole.iter().filter(|amount| !left.contains(amount)).count();
        prop_assert!(missing <= 1, "{:?} {:?}", whole, left);
    }
}
