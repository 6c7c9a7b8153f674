// Brings theme/po/ru.po in line with the sources: what is new waits there for its translation, what changed slightly is marked
// “fuzzy”, what is gone is gone.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { faults, read, written } from "./translation/catalogue.js";
import { messages, textOf, theme, TRANSLATIONS } from "./translation/sources.js";

const path = join(theme, TRANSLATIONS);
const said = messages();
const text = written(said, existsSync(path) ? read(textOf(TRANSLATIONS)) : new Map());
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, text);
const open = faults(said, read(text), TRANSLATIONS);
console.log(open.length === 0 ? `${TRANSLATIONS} is whole` : `${open.join("\n")}\n${open.length} to translate in ${TRANSLATIONS}`);
