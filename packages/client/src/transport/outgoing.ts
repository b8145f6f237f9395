/**
 * What a call sends, before it has a credential. Each attempt is made of `init`: making a `Request` costs as much as the
 * rest of a call, so there is one only where somebody looks at it.
 */
export interface Outgoing {
  readonly url: string;
  readonly headers: Headers;
  /** All but the headers; nothing where `request` says it. */
  readonly init?: RequestInit;
  /** The request as middleware saw or made it. It goes once, clones of it again. */
  readonly request?: Request;
}
