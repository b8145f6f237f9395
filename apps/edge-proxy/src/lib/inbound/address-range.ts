/** An address of IP version 4 or 6 as 16 bytes, one of version 4 as mapped (RFC 4291, 2.5.5.2). */
export type AddressBytes = Uint8Array;

/** Reads an address, also in brackets and with a zone; undefined for any other text, one with a port included. */
export function addressBytes(text: string): AddressBytes | undefined {
  const bare = text.replace(/^\[(.*)\]$/, "$1").replace(/%[\w.-]+$/, "");
  if (!bare.includes(":")) return fromFour(bare);
  const tail = /^(.*:)([0-9.]+\.[0-9.]+)$/.exec(bare);
  const four = tail?.[2] === undefined ? undefined : fromFour(tail[2]);
  if (tail !== null && four === undefined) return undefined;
  const groups = four === undefined ? bare : `${tail?.[1]}${hexGroup(four, 12)}:${hexGroup(four, 14)}`;
  return fromGroups(groups);
}

function fromFour(text: string): AddressBytes | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return undefined;
  return Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, ...parts]);
}

function fromGroups(text: string): AddressBytes | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === "" ? [] : half.split(":")));
  if (head === undefined || [...head, ...(tail ?? [])].some((group) => !/^[0-9a-f]{1,4}$/i.test(group)))
    return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<string>(missing).fill("0"), ...(tail ?? [])];
  return Uint8Array.from(
    groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]),
  );
}

function hexGroup(bytes: AddressBytes, at: number): string {
  return (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16);
}

/** Addresses that begin with the same bits. */
export interface AddressRange {
  readonly bytes: AddressBytes;
  readonly bits: number;
}

/** Reads `10.0.0.0/8`, `fd00::/8`, or one address; undefined for any other text. */
export function addressRange(text: string): AddressRange | undefined {
  const [, address = "", length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  const bytes = addressBytes(address);
  if (bytes === undefined) return undefined;
  const isFour = !address.includes(":");
  const bits = length === undefined ? 128 : Number(length) + (isFour ? 96 : 0);
  return bits <= 128 ? { bytes, bits } : undefined;
}

export function isInRange(bytes: AddressBytes, range: AddressRange): boolean {
  for (let at = 0; at * 8 < range.bits; at++) {
    const shift = Math.max(0, 8 - (range.bits - at * 8));
    if ((bytes[at] ?? 0) >> shift !== (range.bytes[at] ?? 0) >> shift) return false;
  }
  return true;
}
