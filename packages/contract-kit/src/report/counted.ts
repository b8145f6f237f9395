/** A number with its noun: `1 sample`, `4 samples`, `3,116 samples`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
