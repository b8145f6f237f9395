/**
 * Prints how long the WSDLs of the reference take: `node test/wsdl/measure.ts [RUNS]`. The median of the runs counts;
 * the first one includes compiling the program.
 */
import { classFacts } from "../../src/wsdl/class-facts.ts";
import { readVersions } from "../../src/wsdl/read-versions.ts";
import { readWsdlSource, readWsdls } from "../../src/wsdl/read-wsdls.ts";
import { referenceFolder } from "./fixtures/reference-folder.ts";

const folder = referenceFolder("measure");
const runs = Number(process.argv[2] ?? 5);
if (folder !== undefined) {
  const bytes = readWsdls(folder).reduce(
    (sum, { winner }) => sum + readWsdlSource(folder, winner).source.text.length,
    0,
  );
  const results = Array.from({ length: runs }, () => {
    const start = performance.now();
    const before = process.cpuUsage();
    const { versions } = readVersions(folder);
    const read = performance.now();
    classFacts(versions);
    const { user, system } = process.cpuUsage(before);
    return { read: read - start, facts: performance.now() - read, cpu: (user + system) / 1000 };
  });
  const median = (pick: (result: (typeof results)[number]) => number): string => {
    const sorted = results.map(pick).sort((a, b) => a - b);
    return `${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(0)} ms`;
  };
  console.log(`${readWsdls(folder).length} WSDLs, ${(bytes / 1e6).toFixed(1)} MB, median of ${runs} runs`);
  console.log(`read and assemble ${median(({ read }) => read)}, facts ${median(({ facts }) => facts)}`);
  console.log(
    `processor time ${median(({ cpu }) => cpu)}, peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
  );
}
