import { describe, expect, it } from "vitest";
import { isBesideContract, splitTenant } from "./platform-paths.ts";

describe("paths of the platform", () => {
  it.each([
    ["/Cust12345/api/v1/Contact/5", "/Cust12345", "/api/v1/Contact/5"],
    ["/A b/API", "/A%20b", "/API"],
    ["/superoffice/login/session", "/superoffice", "/login/session"],
    ["/api/v1/Contact", "", "/api/v1/Contact"],
    ["/api/login", "", "/api/login"],
    ["/login/api/PartnerSystemUser/Authenticate", "", "/login/api/PartnerSystemUser/Authenticate"],
    ["/a/b/api/v1", "", "/a/b/api/v1"],
    ["/-/api", "", "/-/api"],
    ["/Cust12345/apis", "", "/Cust12345/apis"],
  ])("%s is below %j", (whole, tenant, path) => {
    expect(splitTenant(whole)).toEqual({ tenant, path });
  });

  it.each([
    ["/api", true],
    ["/API/v1/", true],
    ["/api/state/Cust12345", true],
    ["/Login/common/oauth/tokens", true],
    ["/api/v1/Contact", false],
    ["/api/state", false],
    ["/api/state/a/b", false],
    ["/loginx", false],
    ["/", false],
  ])("%s is beside the contract: %s", (path, expected) => {
    expect(isBesideContract(path)).toBe(expected);
  });
});
