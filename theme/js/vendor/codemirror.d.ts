export * from "../../editor/codemirror.js";
