import type { Answer, Call } from "../http/call.ts";
import type { JsonObject } from "../model/json.ts";
import type { User } from "../tenant/directory.ts";
import { userFacts } from "./user-facts.ts";

/**
 * Who is calling, as the platform sees it: user, person, company and group. Roles, licences, function rights and the
 * service part (`Ej...`) are nothing that the sandbox has: they are empty, and the role type follows the type of user
 * (soap/Services88/Services88-SoPrincipal.md:361).
 */
export async function currentPrincipal({ tenant, caller }: Call): Promise<Answer> {
  const user = (await tenant.directory()).user(caller.associateId);
  if (user === undefined) throw new Error("the caller is no user");
  const { person, contact, email } = await userFacts(tenant, user);
  const body: JsonObject = {
    UserType: user.userType,
    Associate: user.userName,
    AssociateId: user.associateId,
    IsPerson: person !== null,
    PersonId: user.personId,
    CountryId: person?.countryId ?? 0,
    HomeCountryId: contact?.countryId ?? 0,
    ContactId: person?.contactId ?? 0,
    GroupId: user.groupId,
    BusinessId: contact?.businessId ?? 0,
    CategoryId: contact?.categoryId ?? 0,
    ContactOwner: contact?.associateId ?? 0,
    RoleId: 0,
    RoleName: "",
    RoleDescription: "",
    RoleType: roleType(user),
    Licenses: [],
    FullName: user.fullName,
    EMailAddress: email,
    FunctionRights: [],
    EjUserId: 0,
    EjAccessLevel: 0,
    EjUserStatus: "StatusNone",
    ProvidedCredentials: [],
    SecondaryGroups: [],
    DatabaseContextIdentifier: tenant.settings.identifier,
    UserName: user.userName,
  };
  return { status: 200, body };
}

function roleType({ userType }: User): string {
  if (userType === "ExternalAssociate") return "ExternalUser";
  if (userType === "AnonymousAssociate") return "Anonymous";
  return userType === "SystemAssociate" ? "System" : "Employee";
}
