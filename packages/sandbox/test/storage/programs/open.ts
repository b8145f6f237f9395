import { nodeSqlite } from "../../../src/storage/node-sqlite.ts";

// Opens the file that it is given, prints "open" or the code of the failure, and keeps the file until its input ends.
try {
  const storage = nodeSqlite({ file: process.argv[2] ?? "" });
  console.log("open");
  process.stdin.resume().once("end", () => storage.close());
} catch (error) {
  console.log(error instanceof Error && "code" in error ? error.code : error);
}
