//! A real browser that reads the book from a real server.
//!
//! ```text
//! World                one for all tests; ends what it started when it is dropped
//! ├── BookServer       `cargo book` on a free port
//! ├── Driver           chromedriver on a free port
//! └── idle browsers    Chromium, each with a fresh profile; outside hosts do not resolve
//!     └── Tab          lent to one test at a time, washed in between
//!         └── Figure, Timeline      what a reader can do on a page
//! ```

pub mod axe;
mod camera;
mod driver;
mod figure;
mod keys;
mod outcome;
mod pointer;
mod process;
mod script;
mod server;
mod tab;
mod timeline;
mod traffic;
mod wash;
mod world;

pub use driver::missing_programs;
pub use figure::Figure;
pub use keys::CTRL;
pub use outcome::Outcome;
pub use server::{BookServer, StaticServer};
pub use tab::Tab;
pub use timeline::{Stretch, Timeline};
pub use traffic::{Request, Traffic};
pub use world::World;
