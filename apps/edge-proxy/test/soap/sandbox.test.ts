import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../support/client.ts";
import {
  type Program,
  startBun,
  startDeno,
  startNode,
  startSandboxWorker,
  startWorker,
} from "../support/programs.ts";
import {
  envelope,
  getContact,
  namesInside,
  post,
  printed,
  saveContact,
  textOf,
  withTicket,
} from "./envelopes.ts";

const settings = { VALIDATION: "enforce", LOG: "all" };

/** What base classes have in the WSDL, and the pages leave out. */
const ofBaseClass = ["TableRight", "FieldProperties"];

describe.each([
  { runtime: "node", start: () => startNode(settings), logins: true },
  { runtime: "workerd with D1", start: () => startSandboxWorker(settings), logins: false },
])("SOAP in front of the sandbox on $runtime", ({ start, logins }) => {
  let program: Program;
  beforeAll(async () => {
    program = await start();
  });
  afterAll(() => program?.stop());

  it("answers the seed page's request, as printed and as SOAP 1.1 has it, with what was written", async () => {
    const saved = await post(program.address, envelope(saveContact));
    expect(textOf(saved.text, "Succeeded"), saved.text).toBe("true");
    const correct = printed.request
      .replaceAll("http://www.w3.org/2003/05/soap-envelope", "http://schemas.xmlsoap.org/soap/envelope/")
      .replace(
        /(\s*<Contact:ApplicationToken>.*<\/Contact:Credentials>)/s,
        "<SOAP-ENV:Header>$1</SOAP-ENV:Header>",
      );
    expect(correct).toContain("<SOAP-ENV:Header>");
    for (const request of [printed.request, correct]) {
      const answer = await post(program.address, request);
      expect(answer.status, answer.text).toBe(200);
      expect(answer.headers["content-type"]).toBe("text/xml; charset=utf-8");
      expect(textOf(answer.text, "Succeeded")).toBe("true");
      expect(textOf(answer.text, "Name")).toBe("Fjord Works");
      expect(textOf(answer.text, "ContactId")).toBe(textOf(saved.text, "ContactId"));
      const names = namesInside(answer.text, "ContactActivity");
      expect(names.filter((name) => !ofBaseClass.includes(name))).toEqual(
        namesInside(printed.response, "ContactActivity"),
      );
    }
  });

  it("logs in where tickets can be sealed, and says so where not", async () => {
    const login = await post(
      program.address,
      envelope(
        "<t:AuthenticateUsernamePassword><t:UserName>tje0</t:UserName><t:Password>Tje0</t:Password></t:AuthenticateUsernamePassword>",
        "",
      ),
      {},
      "/Remote/Services86/SoPrincipal.svc",
    );
    expect(textOf(login.text, "AuthenticationSucceeded"), login.text).toBe(String(logins));
    if (!logins) return expect(login.text).toContain("login-not-supported");
    const ticket = textOf(login.text, "Ticket") ?? "";
    const { text } = await post(program.address, envelope(getContact, withTicket(ticket)));
    expect(textOf(text, "ContactId"), text).toBe("59");
    expect(program.output()).not.toContain(ticket);
  });

  it("tells a wrong ticket as an exception, and the log names service and operation", async () => {
    const answer = await post(program.address, envelope(getContact, withTicket("7T:wrong==")));
    expect(answer.status).toBe(200);
    expect(textOf(answer.text, "Succeeded")).toBe("false");
    const lines = program.output().split("\n");
    const logged = lines.filter((line) => line.includes(answer.headers["x-request-id"] ?? "none"));
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([
      { soap: "Services86/Contact", operationId: "v1ContactAgent_GetContact" },
    ]);
    expect(program.output()).not.toContain("7T:wrong");
  });
});

describe.each([
  { runtime: "node", start: startNode },
  { runtime: "bun", start: startBun },
  { runtime: "deno", start: startDeno },
  { runtime: "workerd", start: startWorker },
])("SOAP on $runtime", ({ start }) => {
  let program: Program;
  beforeAll(async () => {
    program = await start({ ...settings, UPSTREAM: "samples" });
  });
  afterAll(() => program?.stop());

  it("answers the seed page's request with the sample of its REST operation", async () => {
    const answer = await post(program.address, printed.request);
    expect(textOf(answer.text, "Succeeded"), answer.text).toBe("true");
    expect(namesInside(answer.text, "ContactActivity")).toEqual(
      expect.arrayContaining(["ContactId", "Name", "ActionTime"]),
    );
  });

  it.each(["/remote/services86/CONTACT.SVC", "/Remote/Services86/Contact.svc/"])(
    "is served at %s",
    async (path) => {
      const { text } = await post(program.address, printed.request, {}, path);
      expect(textOf(text, "Succeeded"), text).toBe("true");
    },
  );

  it("gives a WSDL with the address that the client used", async () => {
    const { status, text } = await ask(program.address, { path: "/remote/services88/contact.svc?WSDL" });
    expect(status).toBe(200);
    expect(text).toContain(`location="${program.address}/Remote/Services88/Contact.svc"`);
  });

  it("has no service of another name or version", async () => {
    for (const path of ["/Remote/Services86/Nothing.svc", "/Remote/Services83/Contact.svc"])
      expect((await post(program.address, printed.request, {}, path)).status).toBe(404);
  });
});
