/** Raised for a content that nobody has read yet, where the caller wants to read it and begin again (`whenRead`). */
export class NotRead extends Error {
  /** Object name. */
  readonly oid: string;

  constructor(oid: string) {
    super(`${oid} has not been read`);
    this.oid = oid;
  }
}
