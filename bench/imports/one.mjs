// Milliseconds to import one module in a fresh process, after an empty one.
await import("./nothing.mjs");
const started = performance.now();
await import(process.argv[2]);
console.log(performance.now() - started);
