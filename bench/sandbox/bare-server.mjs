// The neighbour of the benchmark: answers everything with the bytes of one answer of the sandbox, as fast as node:http does.
import { createServer } from "node:http";

const { status, contentType, body } = JSON.parse(process.env.ANSWER);
const bytes = Buffer.from(body);
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume();
  request.on("end", () => {
    response.writeHead(status, { "content-type": contentType, "content-length": bytes.length });
    response.end(bytes);
  });
});
server.listen(0, "127.0.0.1", () => console.log(`listens on http://127.0.0.1:${server.address().port}`));
