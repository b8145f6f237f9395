import { verifyWebhook } from "@so-webapi/client/webhooks";
import type { Checks } from "./check.ts";
import { has } from "./expect.ts";

const payload = JSON.stringify({
  EventId: "19b1e0a9-6f0b-4b7e-8f0d-5b1f0a9d2c11",
  Timestamp: "2024-05-01T10:00:00Z",
  Changes: ["name"],
  Event: "contact.changed",
  PrimaryKey: 18,
  Entity: "contact",
  ContextIdentifier: "Cust12345",
  ChangedByAssociateId: 10,
  WebhookName: "My hook",
});

async function signed(secret: string, body: string): Promise<Request> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, [
    "sign",
  ]);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(body)));
  const headers = { "X-SuperOffice-Signature": btoa(String.fromCharCode(...signature)) };
  return new Request("http://user.example/hook", { method: "POST", headers, body });
}

/** What needs the runtime's Web Crypto. */
export const signedChecks: Checks = {
  "a webhook's signature is verified": async () => {
    const webhook = await verifyWebhook(await signed("secret", payload), "secret");
    has(webhook, { ok: true });
    has(webhook.ok && webhook.payload, { Event: "contact.changed", PrimaryKey: 18 });
  },
  "a webhook that was changed on its way is refused": async () => {
    const request = await signed("secret", payload);
    const changed = new Request(request.url, {
      method: "POST",
      headers: request.headers,
      body: payload.replace("18", "19"),
    });
    has(await verifyWebhook(changed, "secret"), { ok: false, code: "signature-mismatch" });
  },
};
