//! The few kinds of values that the files of an index hold, in CBOR (RFC 8949).

/// Values one after the other.
#[derive(Default)]
pub(super) struct Cbor(Vec<u8>);

impl Cbor {
    /// Begins a list of so many values.
    pub(super) fn list(&mut self, length: usize) {
        self.head(4, length);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.head(3, text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(super) fn number(&mut self, number: usize) {
        self.head(0, number);
    }

    /// The negative number -1 - `number`, which stands among places for something else.
    pub(super) fn mark(&mut self, number: usize) {
        self.head(1, number);
    }

    pub(super) fn bytes(self) -> Vec<u8> {
        self.0
    }

    /// A kind and a number, in as few bytes as it needs.
    fn head(&mut self, kind: u8, number: usize) {
        let (kind, bytes) = (kind << 5, (number as u64).to_be_bytes());
        match number {
            0..=23 => self.0.push(kind | bytes[7]),
            24..=0xff => self.0.extend([kind | 24, bytes[7]]),
            0x100..=0xffff => {
                self.0.push(kind | 25);
                self.0.extend(&bytes[6..]);
            }
            0x1_0000..=0xffff_ffff => {
                self.0.push(kind | 26);
                self.0.extend(&bytes[4..]);
            }
            _ => {
                self.0.push(kind | 27);
                self.0.extend(bytes);
            }
        }
    }
}
