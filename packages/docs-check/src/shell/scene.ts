/** What a page's commands need that the page does not say: where they run, what stands where its addresses point. */
export interface Scene {
  /** It builds, or runs in the repository itself: left to `test:system`, which has the machine for itself. */
  readonly system?: true;
  /** Where the commands run: the root of the repository, or a scratch folder, the default. */
  readonly folder?: "root" | "scratch";
  /** Makes what has to be there before the first command. */
  prepare?(world: World): Promise<void> | void;
  /** What is typed in place of a command that is not meant as it stands: one with a placeholder for example. */
  replace?(command: string, world: World): string;
  /** Commands that go on until they are interrupted. They are given a free port (`PORT` is 0). */
  readonly serves?: RegExp;
  /** The port at which the page has them listen. Addresses with it lead to the one that listens now. */
  readonly port?: number;
  /** What is served before a command that holds a text, where the page says it in other words. */
  readonly before?: Readonly<Record<string, string>>;
  /** Variables of the shell. */
  readonly env?: Readonly<Record<string, string>>;
  /** What a command is held to: its exit status where that is not 0, and what it prints. */
  readonly expect?: readonly Expectation[];
}

export interface Expectation {
  /** Commands that hold this text. */
  readonly command: string;
  readonly status?: number;
  readonly prints?: RegExp;
}

/** Where a scene plays. */
export interface World {
  /** The folder of the commands. */
  readonly folder: string;
  /** Ports that the page names, and those that stand for them. */
  readonly ports: Map<number, number>;
  /** What the last commands printed, all of the page so far. */
  said: string;
  /** Is disposed of at the end. */
  readonly open: AsyncDisposableStack;
}
