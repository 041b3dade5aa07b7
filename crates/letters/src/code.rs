//! The drawing of a two-dimensional code. Must never change a byte of what it says.

use fast_qr::ECL;
use fast_qr::qr::QRBuilder;

/// Empty modules around the code, as the standard wants.
const MARGIN: usize = 4;

/// A QR code of level M as SVG, dark modules in one path; nothing for a text that fits in none.
pub fn drawn(text: &str) -> Option<String> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let side = code.size + 2 * MARGIN;
    let mut path = String::with_capacity(4_000);
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let length = (column..code.size)
                .take_while(|at| code[row][*at].value())
                .count();
            if length > 0 {
                let (x, y) = (column + MARGIN, row + MARGIN);
                path.push_str(&format!("M{x} {y}h{length}v1h-{length}z"));
            }
            column += length.max(1);
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\"><path d=\"{path}\"/></svg>"
    ))
}
