//! What a task comes to: the work in full, checked, before anything is run or written.

mod compare;
mod differences;
pub(crate) mod figures;
mod load;
mod make;
mod planned;
pub(crate) mod reach;
mod run;
mod search;
mod side;
mod size;
mod sweep;

pub(crate) use differences::differences;
pub(crate) use load::scenario;
pub(crate) use make::{plan, plan_again};
pub(crate) use planned::{Contents, POINT, Plan, short, spread};
pub(crate) use search::Search;
pub(crate) use side::Side;
