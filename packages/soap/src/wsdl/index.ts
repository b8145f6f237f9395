export { writeWsdl } from "./write-wsdl.ts";
