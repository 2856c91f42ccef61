//! Numbers and errors as both kinds of binary workbook (`.xls`, `.xlsb`) store them.

use crate::grid::Value;

/// A number that is stored in four bytes: two bits say how.
pub(super) fn rk(stored: u32) -> f64 {
    let number = if stored & 2 != 0 {
        f64::from(stored.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(stored & !3) << 32)
    };
    if stored & 1 != 0 { number / 100.0 } else { number }
}

/// An error by its code.
pub(super) fn error(code: u8) -> Value {
    let text = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#UNKNOWN!",
    };
    Value::Error(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_four_bytes() {
        let cases = [(0x3FF0_0000, 1.0), (0x3FF0_0001, 0.01), (0x0000_012E, 75.0), (0xFFFF_FFFF, -0.01)];
        for (stored, number) in cases {
            assert_eq!(rk(stored), number, "{stored:x}");
        }
    }
}
