import { parseAuthorization } from "@so-webapi/platform";
import { loadPersonSimple } from "../entities/person/person-simple.ts";
import { associateReference } from "../entities/references.ts";
import type { Answer, Call, Handlers } from "../http/call.ts";
import { PlatformFailure } from "../http/failure.ts";
import { emptyOf } from "../model/class-sheet.ts";
import { currentPrincipal } from "./principal.ts";
import { issueToken } from "./tokens.ts";

/** What the platform tells a caller about itself. */
export const identityHandlers: Handlers = {
  v1User_GetCurrentPrincipal: currentPrincipal,
  v1User_GetCurrentAssociate: async ({ tenant, caller }) => ({
    status: 200,
    body: associateReference(await tenant.directory(), caller.associateId),
  }),
  v1User_GetCurrentToken: currentToken,
  v1User_GetCurrentUser: currentUser,
};

/** The token that the caller came with, or a new one for whoever came otherwise (rest/User/v1User_GetCurrentToken.md:15). */
async function currentToken({ request, tenant, caller }: Call): Promise<Answer> {
  const authorization = parseAuthorization(request.headers.get("authorization"));
  const { associateId } = caller;
  const token =
    authorization.scheme === "bearer"
      ? authorization.token
      : await issueToken(tenant, "access", { associateId });
  return { status: 200, body: token, headers: { "cache-control": "no-store" } };
}

/** The caller's user, blocked online (rest/User/v1User_GetCurrentUser.md:15). Roles, licences and credentials are empty. */
async function currentUser(call: Call): Promise<Answer> {
  const { tenant, caller } = call;
  if (tenant.settings.installation === "online")
    throw new PlatformFailure(403, "SoSecurityException", "The operation is blocked online.");
  const directory = await tenant.directory();
  const user = directory.user(caller.associateId);
  const group = directory.group(caller.groupId);
  if (user === undefined) throw new Error("the caller is no user");
  const persons = await loadPersonSimple(call, [user.personId]);
  const body = {
    ...emptyOf("User"),
    AssociateId: user.associateId,
    Name: user.userName,
    Rank: user.rank,
    UserGroup: group === undefined ? null : groupBody(group),
    Person: persons.get(user.personId) ?? null,
    Deleted: user.deleted,
    Lastlogin: user.lastLoginAt,
    Lastlogout: user.lastLogoutAt,
    Type: user.userType,
    UserName: user.userName,
  };
  return { status: 200, body };
}

function groupBody(group: {
  groupId: number;
  name: string;
  tooltip: string;
  rank: number;
  deleted: boolean;
}): object {
  return {
    ...emptyOf("UserGroup"),
    Value: group.name,
    Tooltip: group.tooltip,
    Id: group.groupId,
    Rank: group.rank,
    Deleted: group.deleted,
  };
}
