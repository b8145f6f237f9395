/** Where the servers of a run are. */
export interface Places {
  /** A sandbox with its default seed. */
  readonly sandbox: string;
  /** A sandbox that is an environment online, with an application that may sign users in and has a system user. */
  readonly online: `http://${string}`;
  /** The application's key, PKCS #8 in PEM. */
  readonly privateKey: string;
  /** The server that misbehaves, after the first part of a request's path; `support/rough-server.ts` has the list. */
  readonly rough: string;
  /** Another host, where the misbehaving server redirects to. */
  readonly elsewhere: string;
  /** An address where nobody listens. */
  readonly nobody: string;
}

/** What must hold, by its title. It throws where it does not. */
export type Checks = Readonly<Record<string, (places: Places) => Promise<void>>>;

export interface Outcome {
  readonly title: string;
  /** Absent when the check passed. */
  readonly failure?: string;
}

/** What a runtime reports. */
export interface Report {
  /** `navigator.userAgent`, or what stands for it: which runtime it was. */
  readonly runtime: string;
  readonly outcomes: readonly Outcome[];
}
