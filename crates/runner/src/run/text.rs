//! Bytes to text, piece by piece.

/// Turns pieces of UTF-8 into text; a character that is cut by the end of a piece waits for the next one.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    cut: Vec<u8>,
}

impl Decoder {
    /// The text of this piece; what is not UTF-8 becomes U+FFFD.
    pub(crate) fn push(&mut self, piece: &[u8]) -> String {
        self.cut.extend_from_slice(piece);
        let keep = incomplete_tail(&self.cut);
        let rest = self.cut.split_off(self.cut.len() - keep);
        let whole = std::mem::replace(&mut self.cut, rest);
        String::from_utf8_lossy(&whole).into_owned()
    }

    /// What was still waiting.
    pub(crate) fn finish(&mut self) -> String {
        String::from_utf8_lossy(&std::mem::take(&mut self.cut)).into_owned()
    }
}

/// How many bytes at the end begin a character without ending it.
fn incomplete_tail(bytes: &[u8]) -> usize {
    for (index, byte) in bytes.iter().rev().take(3).enumerate() {
        let length = match byte {
            0xC0..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF7 => 4,
            0x80..=0xBF => continue,
            _ => return 0,
        };
        return if length > index + 1 { index + 1 } else { 0 };
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_is_cut_anywhere_comes_out_whole() {
        let text = "вода 🍵 кипит";
        for cut in 0..text.len() {
            let mut decoder = Decoder::default();
            let (left, right) = text.as_bytes().split_at(cut);
            let joined = decoder.push(left) + &decoder.push(right) + &decoder.finish();
            assert_eq!(joined, text, "cut at {cut}");
        }
    }

    #[test]
    fn what_is_not_text_is_replaced_and_not_kept_back() {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.push(b"a\xFFb"), "a\u{FFFD}b");
        assert_eq!(decoder.push(b"\xE2\x82"), "");
        assert_eq!(decoder.finish(), "\u{FFFD}");
    }
}
