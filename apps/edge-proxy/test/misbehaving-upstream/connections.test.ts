import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Ask, ask } from "../support/client.ts";
import { type Program, runtimes } from "../support/programs.ts";
import { answerText, type Behaviour, type RawUpstream, rawUpstream } from "../support/raw-upstream.ts";
import { contactPath, goodAnswer, goodRequest } from "../support/sample-requests.ts";

const json = { "content-type": "application/json" };
const fields = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const held = `${fields}Content-Length: 100\r\n\r\n{`;
const flowing = `${fields}Transfer-Encoding: chunked\r\n\r\n7d000\r\n${"x".repeat(400_000)}`;
const keptOpen = (body: string): string => `${fields}Content-Length: ${body.length}\r\n\r\n${body}`;

/** Writes something again and again until the other side has enough. */
const drip =
  (first: string, again: string): Behaviour =>
  (socket) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(again), 100);
    socket.on("close", () => clearInterval(timer));
  };

describe.each(runtimes)("connections on $runtime", ({ runtime, start }) => {
  let upstream: RawUpstream;
  let program: Program;
  const noAnswer = runtime === "workerd" ? "upstream-unreachable" : "upstream-invalid";

  beforeAll(async () => {
    upstream = await rawUpstream();
    program = await start({
      UPSTREAM: upstream.url,
      // Long enough for the answers that do come on a busy machine; each stall waits for one of them.
      TIMEOUT_MS: "2500",
      IDLE_TIMEOUT_MS: "1000",
      TOTAL_TIMEOUT_MS: "6000",
    });
  });
  afterAll(async () => {
    await program?.stop();
    await upstream?.close();
  });

  const outcome = async (send: Ask = goodRequest): Promise<string> => {
    const answer = await ask(program.address, send).catch((): undefined => undefined);
    if (answer === undefined) return "cut";
    return answer.headers["content-type"] === "application/problem+json"
      ? `${answer.status} ${answer.json.code}`
      : `${answer.status} ${answer.text}`;
  };

  /** The proxy has given back what it held, and goes on. */
  async function expectRecovered(): Promise<void> {
    await expect.poll(() => upstream.open()).toBe(0);
    upstream.behave((socket) => socket.end(answerText("null")));
    await expect.poll(() => outcome()).toBe("200 null");
    expect(program.alive()).toBe(true);
    expect(program.output()).not.toMatch(/\n\s+at /);
  }

  it.each([
    { what: "closed as soon as they open", greet: "end" },
    { what: "reset as soon as they open", greet: "resetAndDestroy" },
  ] as const)("$what are 502", async ({ greet }) => {
    upstream.behave(() => {});
    upstream.greet((socket) => void socket[greet]());
    expect(await outcome()).toBe(`502 ${noAnswer}`);
    await expectRecovered();
  });

  it.each([
    { what: "before the header", bytes: "", is: `502 ${noAnswer}` },
    { what: "inside the header", bytes: "HTTP/1.1 200 OK\r\nContent-", is: `502 ${noAnswer}` },
    { what: "inside a body that is held", bytes: held, is: "502 upstream-invalid" },
    { what: "inside a body that flows", bytes: flowing, is: "cut" },
  ])("reset $what are $is", async ({ bytes, is }) => {
    upstream.behave((socket) => {
      // What is written must arrive before the reset overtakes it.
      if (bytes === "") socket.resetAndDestroy();
      else socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 100));
    });
    expect(await outcome()).toBe(is);
    await expectRecovered();
  });

  it.each<{ what: string; behaviour: Behaviour; is: string }>([
    { what: "before the header", behaviour: () => {}, is: "504 upstream-timeout" },
    {
      what: "inside the header",
      behaviour: (socket) => socket.write("HTTP/1.1 200 OK\r\nContent-"),
      is: "504 upstream-timeout",
    },
    {
      what: "after early hints",
      behaviour: (socket) => socket.write("HTTP/1.1 103 Early Hints\r\n\r\n"),
      is: "504 upstream-timeout",
    },
    {
      what: "inside a body that is held",
      behaviour: (socket) => socket.write(held),
      is: "504 upstream-timeout",
    },
    { what: "inside a body that flows", behaviour: (socket) => socket.write(flowing), is: "cut" },
    {
      what: "for ever in a header that drips",
      behaviour: drip("HTTP/1.1 200 OK\r\nX-A: ", "a"),
      is: "504 upstream-timeout",
    },
    {
      what: "for ever in early hints",
      behaviour: drip("", "HTTP/1.1 103 Early Hints\r\n\r\n"),
      is: "504 upstream-timeout",
    },
    {
      what: "for ever in a body that drips",
      behaviour: drip(`${fields}Content-Length: 100000\r\n\r\n`, " "),
      is: "504 upstream-timeout",
    },
  ])("that stall $what are $is", async ({ behaviour, is }) => {
    upstream.behave(behaviour);
    expect(await outcome()).toBe(is);
    await expectRecovered();
  });

  it("that bring a second answer with the first give it to nobody", async () => {
    const poison = keptOpen('"poison"');
    upstream.behave((socket) => socket.write(keptOpen("null") + poison));
    expect(await outcome()).toBe("200 null");
    upstream.behave((socket) => socket.end(answerText(goodAnswer)));
    for (let n = 0; n < 5; n++) expect(await outcome()).toBe(`200 ${goodAnswer}`);
    await expectRecovered();
  });

  it("that bring an answer nobody asked for give it to nobody", async () => {
    upstream.behave((socket) => {
      socket.write(keptOpen("null"));
      setTimeout(() => socket.write(keptOpen('"poison"')), 50);
    });
    expect(await outcome()).toBe("200 null");
    await wait(200);
    upstream.behave((socket) => socket.end(answerText(goodAnswer)));
    for (let n = 0; n < 5; n++) expect(await outcome()).toBe(`200 ${goodAnswer}`);
    await expectRecovered();
  });

  it("that close while nothing is under way cost no request", async () => {
    const reused = await rawUpstream();
    reused.behave((socket) => {
      socket.write(keptOpen("null"));
      setTimeout(() => socket.end(), 30);
    });
    const other = await start({ UPSTREAM: reused.url, RETRIES: "2" });
    try {
      const answers: Answer[] = [];
      for (let n = 0; n < 20; n++) {
        answers.push(await ask(other.address, goodRequest));
        await wait(n % 2 === 0 ? 0 : 60);
        reused.behave((socket) => socket.end(answerText("null")));
      }
      expect(answers.map(({ text }) => text)).toEqual(answers.map(() => "null"));
    } finally {
      await other.stop();
      await reused.close();
    }
  });

  const early = answerText('"too large"', ["Content-Type: application/json"], "413 Content Too Large");
  const upload: Ask = {
    method: "POST",
    path: contactPath,
    headers: json,
    body: JSON.stringify({ Name: "y".repeat(3_000_000) }),
  };

  it("that answer before the request is whole have their answer passed on", async () => {
    upstream.behave((socket) => socket.end(early));
    expect(await outcome(upload)).toBe('413 "too large"');
    await expectRecovered();
  });

  it("that answer before the request is whole and hang up end in the answer or in 502", async () => {
    upstream.behave((socket) => void socket.write(early, () => socket.resetAndDestroy()));
    expect(['413 "too large"', `502 ${noAnswer}`, "502 upstream-invalid"]).toContain(await outcome(upload));
    await expectRecovered();
  });
});
