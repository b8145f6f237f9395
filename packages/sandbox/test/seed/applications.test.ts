import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createSandbox } from "../../src/index.ts";
import { readSeed } from "../../src/seed/read-seed.ts";
import { SeedError } from "../../src/seed/seed-error.ts";
import { nodeSqlite } from "../../src/storage/node-sqlite.ts";
import { snapshotOf } from "../../src/storage/snapshot.ts";
import { authorize, jsonOf, redirectOf, tokens } from "../identity/requests.ts";

const pemOf = (type: "rsa" | "ed25519"): string => {
  const { publicKey } =
    type === "rsa" ? generateKeyPairSync("rsa", { modulusLength: 2048 }) : generateKeyPairSync("ed25519");
  return publicKey.export({ type: "spki", format: "pem" }).toString();
};
const RSA = pemOf("rsa");
const indented = (pem: string): string => pem.trim().replaceAll("\n", "\n      ");

const people = `groups: [{ id: 1, name: Sales }]
users: [{ id: 1, userName: tje0, password: Tje0, group: 1 }]
`;
const seed = `${people}applications:
  - clientId: mine
    clientSecret: my-secret
    name: My app
    redirectUris: ["http://localhost/callback"]
    systemToken: My app-1
    publicKey: |
      ${indented(RSA)}
  - { clientId: page, name: A page }
`;

async function applicationsOf(yaml: string): Promise<readonly unknown[]> {
  const storage = nodeSqlite();
  await createSandbox({ storage, seed: { yaml } });
  const { applications = [] } = (await snapshotOf(storage)).tables;
  return applications;
}

function mistakesIn(yaml: string): readonly string[] {
  try {
    readSeed(yaml);
    return [];
  } catch (error) {
    if (!(error instanceof SeedError)) throw error;
    return error.mistakes.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);
  }
}

describe("applications of a seed file", () => {
  test("Applications of a seed file are registered with what it says, in place of the default one", async () => {
    const found = await applicationsOf(seed);
    expect(found).toEqual([
      {
        clientId: "mine",
        clientSecret: "my-secret",
        name: "My app",
        redirectUris: ["http://localhost/callback"],
        publicKey: RSA,
        systemToken: "My app-1",
      },
      {
        clientId: "page",
        clientSecret: "",
        name: "A page",
        redirectUris: [],
        publicKey: "",
        systemToken: expect.stringMatching(/^A page-[\w-]{10}$/),
      },
    ]);
    expect(await applicationsOf(people)).toEqual([expect.objectContaining({ clientId: "sandbox" })]);
  });

  test("An application of a seed file signs a user in, also after a reset", async () => {
    const sandbox = await createSandbox({ seed: { yaml: seed } });
    await sandbox.reset();
    const mine = { client_id: "mine", client_secret: "my-secret" };
    const code = redirectOf(await authorize(sandbox, { client_id: "mine" })).get("code") ?? "";
    expect(await jsonOf(tokens(sandbox, { ...mine, code }))).toMatchObject({ token_type: "Bearer" });
    expect((await authorize(sandbox)).status).toBe(400);
  });

  test("What is wrong with applications is told with its place, and no secret is repeated", () => {
    const mistakes = mistakesIn(`applications:
  - { clientId: a, name: A, clientSecret: hush-hush, redirectUris: [/callback, "https://a.example/#x"] }
  - { clientId: A, name: B, clientSecret: hush-hush, scope: openid }
  - { clientSecret: Hush-hush }
  - { clientId: c, name: C, publicKey: key }
  - clientId: d
    name: D
    publicKey: |
      ${indented(pemOf("ed25519"))}
`);
    const uri = "seed-type an absolute address without a fragment is wanted here";
    const key = "seed-type an RSA key in PEM (-----BEGIN PUBLIC KEY-----) is wanted here";
    expect(mistakes).toEqual([
      `2:69 ${uri}`,
      `2:80 ${uri}`,
      "3:17 seed-duplicate there is another application A",
      "3:43 seed-duplicate there is another application with this secret",
      "3:54 seed-key-unknown nothing is called scope here",
      "4:5 seed-key-missing clientId is missing",
      "4:5 seed-key-missing name is missing",
      `5:40 ${key}`,
      `8:16 ${key}`,
    ]);
  });
});
