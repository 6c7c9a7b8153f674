export { parser } from "../../node_modules/@lezer/python";
