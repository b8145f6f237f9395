// One subject in a fresh process: `calls.mjs MODULE BASE-URL SECONDS CONNECTIONS`. Prints calls per second, and
// microseconds of this process's CPU per call.
const [module, baseUrl, seconds, connections] = process.argv.slice(2);
const { connect } = await import(module);
const call = connect(baseUrl);

const first = await call();
if (!Array.isArray(first.Tickets)) throw new Error("the answer is not the one that is served");
await during(500);
const cpu = process.cpuUsage();
const began = performance.now();
const calls = await during(Number(seconds) * 1000);
const used = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    perSecond: (calls / (performance.now() - began)) * 1000,
    cpuMicros: (used.user + used.system) / calls,
  }),
);
process.exit(0);

/** Makes calls for some milliseconds, so many at a time; gives their number. */
async function during(ms) {
  const until = performance.now() + ms;
  let count = 0;
  const one = async () => {
    while (performance.now() < until) {
      await call();
      count++;
    }
  };
  await Promise.all(Array.from({ length: Number(connections) }, one));
  return count;
}
