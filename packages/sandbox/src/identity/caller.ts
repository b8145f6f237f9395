/** Who is calling: an associate of the tenant. */
export interface Caller {
  readonly associateId: number;
  readonly personId: number;
  /** The primary group. */
  readonly groupId: number;
  readonly userName: string;
}
