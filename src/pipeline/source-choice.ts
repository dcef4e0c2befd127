/** Which state of the files is compiled. */
export type SourceChoice =
  | { readonly kind: 'working-tree' }
  /** What the next commit will have. */
  | { readonly kind: 'index' }
  | { readonly kind: 'revision'; readonly revision: string };
