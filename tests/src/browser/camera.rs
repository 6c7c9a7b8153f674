//! Pictures of a page.

use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::tab::Tab;

/// The height of one picture of a long page, in pixels.
const SLICE: usize = 1600;

impl Tab {
    /// Writes what the reader sees to a PNG file.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        self.photograph(file, json!({ "format": "png" })).await
    }

    /// Writes the whole page to PNG files `<start>-01.png` and so on, each as high as a screen or two.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub async fn screenshots(&self, start: &Path) -> Result<()> {
        let metrics = self.devtools("Page.getLayoutMetrics", json!({})).await?;
        let width = &metrics["cssLayoutViewport"]["clientWidth"];
        let height = metrics["cssContentSize"]["height"]
            .as_u64()
            .context("a page's height")?;
        for (number, top) in (1..).zip((0..height).step_by(SLICE)) {
            let high = (height - top).min(SLICE as u64);
            let clip = json!({ "x": 0, "y": top, "width": width, "height": high, "scale": 1 });
            let file = format!("{}-{number:02}.png", start.display());
            let parameters =
                json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
            self.photograph(Path::new(&file), parameters).await?;
        }
        Ok(())
    }

    async fn photograph(&self, file: &Path, parameters: Value) -> Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let picture = self.devtools("Page.captureScreenshot", parameters).await?;
        let encoded = picture["data"].as_str().context("a picture")?;
        std::fs::write(file, BASE64_STANDARD.decode(encoded)?)?;
        Ok(())
    }
}
