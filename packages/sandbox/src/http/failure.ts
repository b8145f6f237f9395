/**
 * What the platform refuses, thrown by handlers and turned into the operation's own error form (entity or agent) at the
 * edge of the sandbox. The message is for people and holds nothing of what was sent but names of properties.
 */
export class PlatformFailure extends Error {
  override readonly name = "PlatformFailure";
  readonly status: number;
  /** `ErrorType` of the entity form: `SoNotFoundException` for example. */
  readonly type: string;

  constructor(status: number, type: string, message: string) {
    super(message);
    this.status = status;
    this.type = type;
  }
}

/** 404 of entity operations. Source: platform.md, "Answers". */
export function notFound(what: string): PlatformFailure {
  return new PlatformFailure(404, "SoNotFoundException", `${what} not found`);
}

/** 400 for what cannot be understood. */
export function badRequest(message: string): PlatformFailure {
  return new PlatformFailure(400, "SoArgumentException", message);
}
