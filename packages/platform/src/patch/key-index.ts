type Container = Readonly<Record<string, unknown>>;

/** Finds own keys of objects in any case, in a time that does not grow with the object. */
export interface KeyIndex {
  /** The key with that very spelling, else the first in another case, else `undefined`. */
  readonly keyOf: (container: Container, name: string) => string | undefined;
  /** To be called for every key that an object gets. */
  readonly added: (container: Container, key: string) => void;
}

/** An index for one patch; it forgets with it. */
export function createKeyIndex(): KeyIndex {
  const indexes = new WeakMap<Container, Map<string, string[]>>();

  const keyOf = (container: Container, name: string): string | undefined => {
    if (Object.hasOwn(container, name)) return name;
    let index = indexes.get(container);
    if (!index) {
      index = new Map();
      indexes.set(container, index);
      for (const key of Object.keys(container)) put(index, key);
    }
    const keys = index.get(name.toLowerCase()) ?? [];
    // Keys that were removed meanwhile.
    while (keys[0] !== undefined && !Object.hasOwn(container, keys[0])) keys.shift();
    return keys[0];
  };

  const added = (container: Container, key: string): void => {
    const index = indexes.get(container);
    if (index) put(index, key);
  };

  return { keyOf, added };
}

function put(index: Map<string, string[]>, key: string): void {
  const keys = index.get(key.toLowerCase());
  if (keys) keys.push(key);
  else index.set(key.toLowerCase(), [key]);
}
