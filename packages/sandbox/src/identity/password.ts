/**
 * Stores a password as `salt:SHA-256`, in hexadecimal. A sandbox holds no secrets, and each Basic request checks one, so
 * the hash is a fast one.
 */
export async function hashPassword(password: string, salt: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${salt}:${password}`));
  return `${salt}:${[...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** An empty stored password lets nobody in. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const salt = stored.slice(0, stored.indexOf(":"));
  return stored !== "" && (await hashPassword(password, salt)) === stored;
}
