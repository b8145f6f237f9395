import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../support/client.ts";
import { type Program, runtimes } from "../support/programs.ts";
import { answerText, type RawUpstream, rawUpstream } from "../support/raw-upstream.ts";
import { goodAnswer, goodRequest } from "../support/sample-requests.ts";
import { misbehaviours, type Outcome } from "./answers.ts";

describe.each(runtimes)("an upstream on $runtime that", ({ runtime, start }) => {
  let upstream: RawUpstream;
  let program: Program;

  beforeAll(async () => {
    upstream = await rawUpstream();
    program = await start({ UPSTREAM: upstream.url, TIMEOUT_MS: "5000", IDLE_TIMEOUT_MS: "5000" });
  });
  afterAll(async () => {
    await program?.stop();
    await upstream?.close();
  });

  it.each(misbehaviours)("$what", async ({ bytes, outcome, workerd }) => {
    upstream.behave((socket) => socket.end(bytes));
    const expected: Outcome = (runtime === "workerd" ? workerd : undefined) ?? outcome;
    const answer = await ask(program.address, goodRequest).catch((): "cut" => "cut");
    if (answer === "cut") expect("cut").toEqual(expected);
    else if (answer.headers["content-type"] !== "application/problem+json") {
      expect({ status: answer.status, text: answer.text }).toEqual(expected);
    } else {
      expect({ status: answer.status, code: answer.json.code }).toEqual(expected);
      expect(answer.text).not.toMatch(/SSH|ECONN|socket|stack|127\.0\.0\.1/i);
    }
    upstream.behave((socket) => socket.end(answerText(goodAnswer)));
    expect((await ask(program.address, goodRequest)).text).toBe(goodAnswer);
    await expect.poll(() => upstream.open()).toBe(0);
  });
});
