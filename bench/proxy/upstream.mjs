// The upstream of the benchmark: answers everything with one sample, as fast as node:http does.
import { createServer } from "node:http";
import { readSamples } from "../../openapi/dist/index.js";

const sample = readSamples().find(({ operationId }) => operationId === "v1ContactAgent_GetMyActiveContacts");
const body = Buffer.from(JSON.stringify(JSON.parse(sample.response.body))).toString("latin1");
createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume();
  request.on("end", () => {
    response.writeHead(200, {
      "content-type": "application/json; charset=utf-8",
      "content-length": body.length,
    });
    response.end(body, "latin1");
  });
}).listen(Number(process.env.PORT), "127.0.0.1");
