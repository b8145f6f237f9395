import { emptyOf } from "../../model/class-sheet.ts";
import { UNSET } from "../../model/instant.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Directory, User } from "../../tenant/directory.ts";
import { addressBody } from "../parts/address.ts";
import { customFieldsBody } from "../parts/custom-fields.ts";
import { type ElementRow, elementArrays } from "../parts/elements.ts";
import { type InterestRow, interestItems } from "../parts/interests.ts";
import { joinNames } from "../parts/names.ts";
import { unstampedRow } from "../records/stamped-row.ts";
import { associateReference, countryReference, listReference, referenceId } from "../references.ts";
import type { PersonRow } from "./person-reads.ts";
import { formalName } from "./person-simple.ts";

/** What a `PersonEntity` is put together from. */
export interface PersonParts {
  readonly row: PersonRow["person"];
  readonly elements: readonly ElementRow[];
  readonly interests: readonly InterestRow[];
  /** In its simple form; null for a person of no contact. */
  readonly contact: JsonObject | null;
}

/** A `PersonEntity` in inner form, with every property. */
export function personBody(directory: Directory, parts: PersonParts): JsonObject {
  const { row } = parts;
  const { rest } = row;
  const user =
    row.personId === 0 ? undefined : directory.users().find((one) => one.personId === row.personId);
  return {
    ...emptyOf("PersonEntity"),
    ...rest,
    PersonId: row.personId,
    Firstname: row.firstname,
    MiddleName: row.middleName,
    Lastname: row.lastname,
    Mrmrs: row.mrmrs,
    Title: row.title,
    UpdatedDate: row.updatedAt,
    CreatedDate: row.createdAt,
    BirthDate: row.birthDate,
    CreatedBy: associateReference(directory, row.createdBy),
    ...elementArrays("person", parts.elements),
    IsAssociate: user !== undefined,
    Position: listReference(directory, "perspos", row.positionId),
    UpdatedBy: associateReference(directory, row.updatedBy),
    Contact: parts.contact,
    Country: countryReference(directory, row.countryId),
    Interests: interestItems(directory, "person", parts.interests),
    FullName: joinNames(row.firstname, row.middleName, row.lastname),
    Retired: row.retired,
    FormalName: formalName(row),
    Address: addressBody("person", row.address),
    CorrespondingAssociate: user === undefined ? null : associateReference(directory, user.associateId),
    Category: listReference(directory, "category", row.categoryId),
    Business: listReference(directory, "business", row.businessId),
    Associate: associateReference(directory, row.associateId),
    ActiveInterests: parts.interests.length,
    SupportAssociate: associateReference(directory, row.supportAssociateId),
    TicketPriority: listReference(directory, "ticketpriority", referenceId(rest.TicketPriority, "Id")),
    CustomerLanguage: listReference(directory, "customerlanguage", referenceId(rest.CustomerLanguage, "Id")),
    UserInfo: user === undefined ? null : userInfo(directory, user),
    ...customFieldsBody(row),
  };
}

/** Given for a person who is a user (rest/Person/v1PersonEntity_PostPersonEntity.md:104). */
function userInfo(directory: Directory, user: User): JsonObject {
  const group = directory.group(user.groupId);
  return {
    ...emptyOf("UserInfo"),
    Deleted: user.deleted,
    UserInfoId: user.associateId,
    UserName: user.userName,
    PersonId: user.personId,
    Rank: user.rank,
    UserGroupId: user.groupId,
    UserType: user.userType,
    CanLogon: !user.deleted && user.password !== "",
    UserGroupName: group?.name ?? "",
    UserGroupTooltip: group?.tooltip ?? "",
  };
}

/** A row for a person who is not stored: everything empty. */
export function emptyPersonRow(): PersonRow["person"] {
  return {
    personId: 0,
    contactId: 0,
    firstname: "",
    middleName: "",
    lastname: "",
    mrmrs: "",
    title: "",
    positionId: 0,
    categoryId: 0,
    businessId: 0,
    countryId: 0,
    associateId: 0,
    supportAssociateId: 0,
    rank: 0,
    retired: false,
    deleted: false,
    birthDate: UNSET,
    address: null,
    ...unstampedRow(),
  };
}
