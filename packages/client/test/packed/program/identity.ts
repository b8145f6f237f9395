import { createClient } from "@so-webapi/client";
import { contact } from "@so-webapi/client/entities/contact";
import { authorizationUrl, exchangeCode, oauth } from "@so-webapi/client/oauth";
import { systemUser } from "@so-webapi/client/system-user";
import { tenant } from "@so-webapi/client/tenant";
import type { Checks } from "./check.ts";
import { has, isTrue, same } from "./expect.ts";

const client = { clientId: "packed", clientSecret: "packed-secret" };

/** Signing in against a sandbox that is an environment online: its keys, its tickets, its state service. */
export const identityChecks: Checks = {
  "a user signs in by OAuth, and a client calls as that user": async ({ online: environment }) => {
    const redirectUri = "http://localhost/callback";
    const { url, pending } = await authorizationUrl({
      environment,
      clientId: client.clientId,
      redirectUri,
      tenant: "Cust12345",
      loginHint: "tje0",
    });
    const callback = (await fetch(url, { redirect: "manual" })).headers.get("Location") ?? "";
    const { tokens, user } = await exchangeCode({ environment, ...client, callback, pending });
    has(user, { tenant: "Cust12345", associateId: 1 });
    const auth = oauth({ environment, ...client, refreshToken: tokens.refreshToken ?? "" });
    const so = createClient({ baseUrl: tenant({ tenant: "Cust12345", environment }), auth, apis: [contact] });
    const results = await Promise.all([so.contact.get(1), so.contact.get(1)]);
    same(
      results.map(({ error }) => error?.message),
      [undefined, undefined],
    );
  },

  "a system user signs its token, and its ticket is trusted by the published keys": async (places) => {
    const { online: environment, privateKey } = places;
    const auth = systemUser({
      environment,
      tenant: "Cust12345",
      systemToken: "Packed-1234567890",
      applicationToken: client.clientSecret,
      privateKey,
    });
    const so = createClient({ baseUrl: tenant({ tenant: "Cust12345", environment }), auth, apis: [contact] });
    const { data, error } = await so.contact.get(1);
    if (error) throw error;
    isTrue(data?.ContactId === 1, "the contact");
  },

  "a tenant that nobody knows has no address": async ({ online: environment }) => {
    const so = createClient({ baseUrl: tenant({ tenant: "Cust99999", environment }), apis: [contact] });
    has((await so.contact.get(1)).error, { code: "address" });
  },
};
