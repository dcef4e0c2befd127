/** Which arrays are merged by key, seen from one place of a value. */
export interface ArrayKeys {
  /** The member that names the elements of the array here; undefined where elements are told apart by their places. */
  readonly key: string | undefined;
  child(token: string): ArrayKeys;
}
