import { type Frame, skipped } from "./frames.ts";

/** What a SOAP fault says. */
export interface SoapFault {
  /** The local name of the code: `Client`, `Server`, ... */
  readonly code: string;
  /** The server's words: log them, but do not show them to a client. */
  readonly message: string;
}

/** Reads a fault of SOAP 1.1 (4.4) or 1.2 (5.4). */
export function faultFrame(done: (fault: SoapFault) => void): Frame {
  const texts = new Map<string, string>();
  const element = (path: string): Frame => ({
    open: (tag) => (/^(detail|Detail)$/.test(tag.local) ? skipped : element(`${path}/${tag.local}`)),
    text: (text) => texts.set(path, (texts.get(path) ?? "") + text),
    close: () => {
      if (path !== "") return;
      const code = texts.get("/faultcode") ?? texts.get("/Code/Value") ?? "";
      const message = texts.get("/faultstring") ?? texts.get("/Reason/Text") ?? "";
      done({ code: code.trim().replace(/^.*:/, ""), message: message.trim() });
    },
  });
  return element("");
}
