import { isWell, type Matrix } from "../matrix/matrix.ts";

/** The matrix for machines. `format` changes when a reader of the one before would be wrong. */
export const jsonReport = (matrix: Matrix): string =>
  `${JSON.stringify({ format: 1, ok: isWell(matrix), ...matrix }, null, 2)}\n`;
