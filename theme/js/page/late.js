// @ts-check
// What is for a page that has come to rest.
import { keepForReading } from "./keep.js";
import "./terms.js";

// This script is js/dist/page/late.js in the folder of the site.
keepForReading(new URL("../../../", import.meta.url));
