//! Keys, pressed at whatever has the focus.

use anyhow::Result;
use serde_json::json;

use super::tab::Tab;

/// The modifier Ctrl of [`Tab::press`].
pub const CTRL: u32 = 2;

/// A key's code and number, and the text that it types.
fn key_of(key: &str) -> (String, u32, Option<String>) {
    let (code, number, text) = match key {
        "Enter" => ("Enter", 13, Some("\r")),
        " " => ("Space", 32, Some(" ")),
        "?" | "/" => ("Slash", 191, Some(key)),
        "+" => ("Equal", 187, Some(key)),
        "-" => ("Minus", 189, Some(key)),
        "0" => ("Digit0", 48, Some(key)),
        "Escape" => (key, 27, None),
        "Backspace" => (key, 8, None),
        "Tab" => (key, 9, None),
        "End" => (key, 35, None),
        "Home" => (key, 36, None),
        "ArrowLeft" => (key, 37, None),
        "ArrowUp" => (key, 38, None),
        "ArrowRight" => (key, 39, None),
        "ArrowDown" => (key, 40, None),
        _ => {
            let upper = key.to_uppercase();
            let number = upper.chars().next().map_or(0, u32::from);
            return (format!("Key{upper}"), number, Some(key.to_owned()));
        }
    };
    (code.to_owned(), number, text.map(str::to_owned))
}

impl Tab {
    /// Presses one key, with modifiers (such as [`CTRL`]), at whatever has the focus.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn press(&self, key: &str, modifiers: u32) -> Result<()> {
        let (code, number, text) = key_of(key);
        let text = text.filter(|_| modifiers == 0);
        let mut down = json!({
            "type": if text.is_some() { "keyDown" } else { "rawKeyDown" },
            "key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers,
        });
        if let Some(text) = text {
            down["text"] = json!(text);
        }
        self.devtools("Input.dispatchKeyEvent", down).await?;
        let up = json!({ "type": "keyUp", "key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers });
        self.devtools("Input.dispatchKeyEvent", up)
            .await
            .map(|_| ())
    }
}
