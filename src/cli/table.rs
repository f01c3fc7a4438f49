//! Columns of text. It never decides what stands in them.

use std::io::{self, Write};

/// Writes rows so that the columns line up; the last column is as long as it likes.
pub(super) fn write<const N: usize>(out: &mut dyn Write, rows: &[[&str; N]]) -> io::Result<()> {
    let width = |text: &str| text.chars().count();
    let mut widths = [0; N];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(cell));
        }
    }
    for row in rows {
        let mut line = String::new();
        for (cell, widest) in row.iter().zip(widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', widest - width(cell) + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_line_up_by_characters() {
        let mut out = Vec::new();
        super::write(&mut out, &[["œ", "b"], ["long", ""]]).expect("written");
        assert_eq!(String::from_utf8_lossy(&out), "œ     b\nlong\n");
    }
}
