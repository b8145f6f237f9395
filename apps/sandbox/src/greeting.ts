import type { Sandbox } from "@so-webapi/sandbox";
import type { ServeArguments } from "./arguments.ts";

/** Users of the default seed; their passwords are their names with a capital. */
const USERS = ["tje0", "ing0", "mag0", "kla0", "ros0", "adm0"];
const ME = "/api/v1/User/currentPrincipal";

/** Who can sign in, and a line for a shell that was tried before it is printed. */
export async function greeting(
  sandbox: Sandbox,
  { tenant }: ServeArguments,
  address: string,
): Promise<readonly string[]> {
  const users: string[] = [];
  for (const name of USERS)
    if (await signsIn(sandbox, address, name)) users.push(`${name}:${passwordOf(name)}`);
  sandbox.clearRequests();
  const [first] = users;
  if (first === undefined) return [`curl -s '${address}/api/state/${tenant}'`];
  return [`users: ${users.join(", ")}`, `curl -s -u ${first} '${address}${ME}'`];
}

function passwordOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

async function signsIn(sandbox: Sandbox, address: string, name: string): Promise<boolean> {
  const authorization = `Basic ${btoa(`${name}:${passwordOf(name)}`)}`;
  const answer = await sandbox.fetch(new Request(`${address}${ME}`, { headers: { authorization } }));
  await answer.body?.cancel();
  return answer.ok;
}
