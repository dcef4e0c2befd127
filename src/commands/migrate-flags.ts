/** What `schema migrate` was asked for, whether it drafts or carries over. */
export interface MigrateFlags {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly draft?: boolean | undefined;
  readonly write?: boolean | undefined;
  readonly check?: boolean | undefined;
}
