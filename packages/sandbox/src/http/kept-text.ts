const texts = new WeakMap<Request | Response, string>();

/**
 * Keeps the text of a message's body beside the message, for the list of recent requests: a body can be read only once,
 * and a copy of its stream costs more than the rest of the answer.
 */
export function keepText<Message extends Request | Response>(message: Message, text: string): Message {
  texts.set(message, text);
  return message;
}

/** What was kept; undefined where nobody kept it. */
export function textOf(message: Request | Response): string | undefined {
  return texts.get(message);
}
