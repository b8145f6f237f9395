import { associateReference } from "../../entities/references.ts";
import type { Call, Handler, Handlers } from "../../http/call.ts";
import { notFound } from "../../http/failure.ts";
import { emptyOf } from "../../model/class-sheet.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { Group } from "../../tenant/directory.ts";

/** A `UserGroup` (rest/List_UserGroup/v1UserGroupList_GetAllUserGroup.md). */
function userGroup({ groupId, name, tooltip, rank, deleted }: Group): JsonObject {
  return {
    ...emptyOf("UserGroup"),
    Id: groupId,
    Value: name,
    Tooltip: tooltip,
    Rank: rank,
    Deleted: deleted,
  };
}

/** Groups by rank; deleted ones only where they are asked for. */
const allGroups: Handler = async (call) => {
  const { IncludeDeleted: inBody = false } = isJsonObject(call.body) ? call.body : {};
  const withDeleted = call.parameters.boolean("includeDeleted") ?? inBody === true;
  const groups = (await call.tenant.directory()).groups();
  return { status: 200, body: groups.filter(({ deleted }) => withDeleted || !deleted).map(userGroup) };
};

/** The ids of a body that is an array. */
function ids(call: Call): readonly number[] {
  return Array.isArray(call.body) ? call.body.map(Number) : [];
}

/**
 * Users as associates, and their groups. An agent answers null for what is not found (platform.md, "Answers"); of several
 * ids, those without a user or group are left out.
 */
export const userHandlers: Handlers = {
  v1UserGroupList_GetAllUserGroup: allGroups,
  v1UserGroupList_GetUserGroup: async (call) => {
    const id = call.parameters.integer("id");
    const group = (await call.tenant.directory()).group(id);
    if (group === undefined) throw notFound(`UserGroup ${id}`);
    return { status: 200, body: userGroup(group) };
  },
  v1UserAgent_GetAllUserGroups: allGroups,
  v1UserAgent_GetUserGroup: async (call) => {
    const group = (await call.tenant.directory()).group(call.parameters.integer("userGroupId"));
    return { status: 200, body: group === undefined ? null : userGroup(group) };
  },
  v1UserAgent_GetUserGroupList: async (call) => {
    const directory = await call.tenant.directory();
    const groups = ids(call).map((id) => directory.group(id));
    return { status: 200, body: groups.filter((group) => group !== undefined).map(userGroup) };
  },
  v1AssociateAgent_GetAssociate: async (call) => ({
    status: 200,
    body: associateReference(await call.tenant.directory(), call.parameters.integer("associateId")),
  }),
  v1AssociateAgent_GetAssociateByPersonId: async (call) => {
    const { PersonId: personId } = isJsonObject(call.body) ? call.body : {};
    const directory = await call.tenant.directory();
    const user = directory.users().find((candidate) => candidate.personId === personId);
    return { status: 200, body: associateReference(directory, user?.associateId ?? 0) };
  },
  v1AssociateAgent_GetAssociateList: async (call) => {
    const directory = await call.tenant.directory();
    const associates = ids(call).map((id) => associateReference(directory, id));
    return { status: 200, body: associates.filter((associate) => associate !== null) };
  },
};
