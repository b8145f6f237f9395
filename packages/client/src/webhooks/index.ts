export type { RawWebhook, WebhookSource } from "./read-body.ts";
export {
  type RefusedWebhook,
  type VerifiedWebhook,
  type VerifyWebhookOptions,
  verifyWebhook,
  type WebhookErrorCode,
} from "./verify-webhook.ts";
export type { WebhookDelivery, WebhookEventName, WebhookPayload } from "./webhook-event.ts";
