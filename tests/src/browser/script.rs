//! Scripts of the tests, run in the page.
//!
//! They go through the DevTools protocol, with one message each: `WebDriver`'s own way takes six.

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::tab::Tab;

impl Tab {
    /// Runs a script in the page; `arguments[0]` is the argument.
    ///
    /// # Errors
    /// If the script throws or gives something else than expected.
    pub async fn script<T: DeserializeOwned>(
        &self,
        script: &str,
        argument: impl Into<Value>,
    ) -> Result<T> {
        let arguments = json!([argument.into()]);
        let call = format!("(function () {{ {script}\n}}).apply(null, {arguments})");
        self.evaluate(&call, script).await
    }

    /// Runs a script in the page that ends when it calls the last of its `arguments`, with the value to give.
    ///
    /// # Errors
    /// If the script throws or gives something else than expected.
    pub async fn script_to_its_end<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<T> {
        let arguments = Value::from(arguments);
        let call = format!(
            "new Promise((done) => (function () {{ {script}\n}}).apply(null, [...{arguments}, done]))"
        );
        self.evaluate(&call, script).await
    }

    async fn evaluate<T: DeserializeOwned>(&self, expression: &str, script: &str) -> Result<T> {
        let parameters =
            json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut answer = self
            .devtools("Runtime.evaluate", parameters)
            .await
            .with_context(|| format!("in the page's script: {script}"))?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            let what = &thrown["exception"]["description"];
            let what = what.as_str().map_or(thrown.to_string(), str::to_owned);
            bail!("the page's script throws {what}: {script}");
        }
        serde_json::from_value(answer["result"]["value"].take())
            .with_context(|| format!("unexpected value of the page's script: {script}"))
    }
}
