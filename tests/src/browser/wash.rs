//! A browser is lent to many tests: in between it forgets everything.

use anyhow::Result;
use serde_json::json;
use thirtyfour::WebDriver;

/// Leaves the page, clears what it stored at that address, and undoes every emulation.
///
/// # Errors
/// If the browser does not answer.
pub(crate) async fn wash(browser: &WebDriver, addresses: &[String]) -> Result<()> {
    browser.goto("about:blank").await?;
    let devtools = browser.cdp();
    for address in addresses {
        let origin = json!({ "origin": address.trim_end_matches('/'), "storageTypes": "all" });
        devtools
            .send_raw("Storage.clearDataForOrigin", origin)
            .await?;
    }
    for (method, parameters) in [
        ("Emulation.clearDeviceMetricsOverride", json!({})),
        (
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": false }),
        ),
        (
            "Emulation.setEmulatedMedia",
            json!({ "media": "", "features": [] }),
        ),
        ("Network.enable", json!({})),
        ("Network.setBlockedURLs", json!({ "urls": [] })),
        ("Network.setCacheDisabled", json!({ "cacheDisabled": true })),
    ] {
        devtools.send_raw(method, parameters).await?;
    }
    browser.get_log("performance").await?;
    browser.get_log("browser").await?;
    Ok(())
}
