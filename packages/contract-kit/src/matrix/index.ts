export { type Cell, isWell, type Matrix, type MatrixParts, matrixOf, type SampleRow } from "./matrix.ts";
export { type RunOptions, runMatrix } from "./run-matrix.ts";
