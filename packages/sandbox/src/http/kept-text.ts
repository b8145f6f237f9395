interface Kept {
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const messages = new WeakMap<Request | Response, Kept>();

/**
 * Keeps the text of a message's body beside the message, for the list of recent requests: a body can be read only once,
 * and a copy of its stream costs more than the rest of the answer.
 */
export function keepText<Message extends Request | Response>(message: Message, text: string): Message {
  messages.set(message, { text });
  return message;
}

/** The text that was kept; undefined where nobody kept it. */
export function textOf(message: Request | Response): string | undefined {
  return messages.get(message)?.text;
}

/**
 * An answer of text, which is kept. Its header fields are kept as they are given (names in lower case), and servers can
 * send them as such: a `Headers` object is only made where somebody asks for it.
 */
export function textResponse(
  text: string,
  init: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
): Response {
  const response = new Response(text, init);
  messages.set(response, { text, headers: init.headers });
  return response;
}

/** Header fields as they were given to {@link textResponse}; undefined for other answers. */
export function headersOf(message: Response): Readonly<Record<string, string>> | undefined {
  return messages.get(message)?.headers;
}
